import { expect, it } from 'vitest';
import { errorOf, Problem, placeFaults, Unreachable } from './problem';

const faults = [
  { detail: 'Is missing.', pointer: '/amount' },
  { detail: 'Must be text.', pointer: '/accepted_units/1' },
  { detail: 'Not known.', parameter: 'sort' },
];

it('puts faults at their fields, and the rest at the form', () => {
  const problem = new Problem(422, 'Invalid values', 'Three things are wrong.', faults);
  expect(placeFaults(problem, ['amount', 'accepted_units'])).toEqual({
    fields: { amount: 'Is missing.', accepted_units: 'Must be text.' },
    rest: ['Not known.'],
  });
});

it('joins several faults of one field', () => {
  const twice = [...faults.slice(0, 1), { detail: 'Must be a number.', pointer: '/amount' }];
  expect(placeFaults(new Problem(422, '', '', twice), ['amount']).fields).toEqual({
    amount: 'Is missing. Must be a number.',
  });
});

it('reads problem details, and takes a gateway for silence', async () => {
  const type = 'urn:carbon-ledger:problem:not-found';
  const body = JSON.stringify({ type, title: 'Not found', status: 404, detail: 'No such thing.' });
  const answer = new Response(body, { status: 404, headers: { 'content-type': 'application/problem+json' } });
  expect(await errorOf(answer)).toMatchObject({ status: 404, kind: 'not-found', detail: 'No such thing.' });
  expect(await errorOf(new Response('<html>', { status: 502 }))).toBeInstanceOf(Unreachable);
  expect(await errorOf(new Response('<html>', { status: 500 }))).toMatchObject({
    status: 500,
    faults: [],
    kind: '',
  });
});

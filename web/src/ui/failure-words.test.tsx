// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { renderHook } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { beforeAll, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import en from '../locales/en.json';
import { useFailureWords } from './FailureAlert';

/** Every problem of the service: the API's document, which the types are made of, has an example of each. */
const document = readFileSync('src/api/schema.gen.ts', 'utf8');
const kinds = [
  ...new Set([...document.matchAll(/urn:carbon-ledger:problem:([a-z-]+)/g)].map(([, kind]) => kind)),
];

beforeAll(async () => {
  await i18next.use(initReactI18next).init({
    lng: 'xx',
    fallbackLng: 'en',
    resources: {
      en: { translation: en },
      xx: { translation: { failure: { problems: { conflict: 'Nein. {{said}}' } } } },
    },
    interpolation: { escapeValue: false },
  });
});

const inWords = (error: unknown) => renderHook(() => useFailureWords()).result.current(error);

it('has words for every problem of the service', () => {
  expect(kinds).toContain('invalid');
  expect(Object.keys(en.failure.problems).sort()).toEqual(kinds.sort());
});

it("says a problem in the reader's language, with what the service says of the case", () => {
  expect(inWords(new Problem(409, 'Conflict', 'The name is taken.', [], 'conflict'))).toBe(
    'Nein. The name is taken.',
  );
  expect(inWords(new Problem(404, 'Not found', 'No such thing.', [], 'not-found'))).toBe(
    'It is not there, or no longer.',
  );
});

it('names every fault, not how many there are', () => {
  const faults = [
    { detail: 'Is below 1.', parameter: 'page' },
    { detail: 'Is no column.', parameter: 'sort' },
  ];
  expect(inWords(new Problem(422, 'Invalid values', '2 things are wrong.', faults, 'invalid'))).toBe(
    'The service does not accept this. Is below 1. Is no column.',
  );
});

it("leaves a problem that it has no words for in the service's", () => {
  expect(inWords(new Problem(418, 'Teapot', 'I am short and stout.', [], 'teapot'))).toBe(
    'I am short and stout.',
  );
  expect(inWords(new Problem(418, 'Teapot', 'From a proxy.'))).toBe('From a proxy.');
});

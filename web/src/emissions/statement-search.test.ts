import { expect, it } from 'vitest';
import { validateStatementSearch } from './statement-search';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };

it('keeps the instant that a statement is as of to the microsecond', () => {
  const address = { ...YEAR, time_zone: 'Europe/Zurich', as_of: '2026-11-28T16:31:59.830347Z' };
  expect(validateStatementSearch(address)).toEqual(address);
});

it('drops what is no period, zone or instant', () => {
  expect(validateStatementSearch({ from: YEAR.to, to: YEAR.from }).from).toBeUndefined();
  expect(validateStatementSearch({ from: YEAR.from }).from).toBeUndefined();
  for (const as_of of ['yesterday', '2026-13-01T00:00:00Z', '2026-01-01', '2026-01-01T00:00:00+01:00'])
    expect(validateStatementSearch({ ...YEAR, as_of }).as_of).toBeUndefined();
  expect(validateStatementSearch({ ...YEAR, time_zone: 'Mars/Olympus' }).time_zone).toBeUndefined();
});

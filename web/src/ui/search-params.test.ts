import { expect, it } from 'vitest';
import { day, ids, oneOf, parseSearch, stringifySearch, wholeNumber } from './search-params';

it('reads and writes lists as repeated names', () => {
  expect(parseSearch('?type=100&type=101&page=2')).toEqual({ type: ['100', '101'], page: '2' });
  expect(stringifySearch({ type: [100, 101], page: 2, from: undefined })).toBe('?type=100&type=101&page=2');
  expect(stringifySearch({})).toBe('');
});

it('drops what does not fit', () => {
  expect([wholeNumber('7', 1, 9), wholeNumber(7, 1, 9)]).toEqual([7, 7]);
  expect(['0', '10', '1.5', '1e1', '-1', '', 'x', ['7']].map((given) => wholeNumber(given, 1, 9))).toEqual(
    Array(8).fill(undefined),
  );
  expect(oneOf('amount', ['amount', '-amount'])).toBe('amount');
  expect(oneOf('name', ['amount'])).toBeUndefined();
  expect(ids(['101', '100', '101', 'x'])).toEqual([100, 101]);
  expect(ids(undefined)).toBeUndefined();
  expect(day('2026-02-28')).toBe('2026-02-28');
  expect(day('2026-02-30')).toBeUndefined();
  expect(
    ['0002-03-02', '1900-01-01', '2199-12-31', '9999-12-31', '275760-01-01', ['2026-01-01']].map(day),
  ).toEqual(Array(6).fill(undefined));
});

import { expect, it } from 'vitest';
import { type Period, rangeOf, shifted, yearBefore } from './period';
import { shownBy, stepped, validateSearch } from './search';

const TODAY = '2026-11-22'; // a Sunday

it.each<[Period, string, string]>([
  ['week', '2026-11-16', '2026-11-23'],
  ['month', '2026-11-01', '2026-12-01'],
  ['quarter', '2026-10-01', '2027-01-01'],
  ['year', '2026-01-01', '2027-01-01'],
  ['30-days', '2026-10-24', '2026-11-23'],
  ['12-months', '2025-12-01', '2026-12-01'],
])('the current %s is from %s until %s', (period, from, until) => {
  expect(rangeOf(period, TODAY)).toEqual({ from, until });
});

it('shifts whole months by months and anything else by days', () => {
  expect(shifted({ from: '2026-03-01', until: '2026-04-01' }, -1)).toEqual({
    from: '2026-02-01',
    until: '2026-03-01',
  });
  expect(shifted({ from: '2026-03-02', until: '2026-03-12' }, -1)).toEqual({
    from: '2026-02-20',
    until: '2026-03-02',
  });
});

it('finds the year before, at leap days too', () => {
  expect(yearBefore({ from: '2024-02-29', until: '2024-03-01' })).toEqual({
    from: '2023-02-28',
    until: '2023-03-01',
  });
});

it('steps back, and forth to the current period, which needs no day in the address', () => {
  const back = stepped(shownBy({ period: 'month' }, TODAY), TODAY, -1);
  expect(back).toEqual({ period: 'month', at: '2026-10-01' });
  expect(stepped(shownBy(back ?? {}, TODAY), TODAY, 1)).toEqual({ period: 'month', at: undefined });
  expect(stepped(shownBy({ period: 'month' }, TODAY), TODAY, 1)).toBeUndefined();
  expect(stepped(shownBy({ period: 'all' }, TODAY), TODAY, -1)).toBeUndefined();
});

it('steps a free range by its own length', () => {
  const free = validateSearch({ from: '2026-03-01', to: '2026-03-10' });
  expect(stepped(shownBy(free, TODAY), TODAY, -1)).toEqual({
    period: 'free',
    from: '2026-02-19',
    to: '2026-02-28',
  });
});

it('drops what does not fit from an address', () => {
  expect(validateSearch({ period: 'decade', at: '2026-02-30', bucket: 'hour', view: 'pie' })).toEqual({});
  expect(validateSearch({ from: '2026-03-02', to: '2026-03-01' })).toEqual({});
  expect(validateSearch({ period: 'free' })).toEqual({});
});

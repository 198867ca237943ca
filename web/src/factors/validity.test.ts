import { expect, test } from 'vitest';
import { formatBound, startOfDay } from './validity';

test('a day begins at midnight of the zone', () => {
  expect(startOfDay('2026-07-01', 'Europe/Zurich')).toBe('2026-06-30T22:00:00Z');
});

test('a day without a midnight begins when its clocks do', () => {
  expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00Z');
});

test('no day is no bound', () => {
  expect(startOfDay('', 'UTC')).toBeNull();
});

test('a bound is shown with its time only where that is not midnight', () => {
  expect(formatBound('2026-06-30T22:00:00Z', 'en-GB', 'Europe/Zurich')).toBe('1 Jul 2026');
  expect(formatBound('2026-06-30T22:30:00Z', 'en-GB', 'Europe/Zurich')).toBe('1 Jul 2026, 00:30');
});

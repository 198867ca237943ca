import { expect, it } from 'vitest';
import { addMonths, dayIn, startOfDay, startOfMonths, startOfWeek } from './days';

it.each([
  ['2026-03-29', 'Europe/Zurich', '2026-03-28T23:00:00Z'],
  ['2026-07-01', 'Europe/Zurich', '2026-06-30T22:00:00Z'],
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'], // clocks went from 00:00 to 01:00
  ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00Z'],
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z'], // Samoa left that day out
])('%s in %s begins at %s', (day, zone, instant) => {
  expect(startOfDay(day, zone)).toBe(instant);
});

it('is the day of the zone, not of UTC', () => {
  expect(dayIn('Europe/Zurich', '2025-12-31T23:30:00Z')).toBe('2026-01-01');
  expect(dayIn('UTC', '2025-12-31T23:30:00Z')).toBe('2025-12-31');
});

it('keeps months to their last day, and finds the first of a week or of some months', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
  expect(startOfWeek('2026-11-22')).toBe('2026-11-16');
  expect(startOfMonths('2026-11-22', 3)).toBe('2026-10-01');
});

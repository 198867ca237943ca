import { expect, it } from 'vitest';
import { instantOf, instantsOf, isDoubled, offsetName, wallClock } from './zone';

it.each([
  ['2026-03-01 12:00:00', 'Europe/Zurich', '2026-03-01T11:00:00Z'],
  ['2026-07-01 00:00:00', 'Europe/Zurich', '2026-06-30T22:00:00Z'],
  ['2026-01-01 00:00:00', 'Pacific/Kiritimati', '2025-12-31T10:00:00Z'],
  ['2026-01-01 00:00:00', 'Asia/Kathmandu', '2025-12-31T18:15:00Z'],
  ['1900-01-02 00:00:00', 'UTC', '1900-01-02T00:00:00Z'],
])('%s in %s is %s, and back', (wall, zone, instant) => {
  expect(instantOf(wall, zone)).toBe(instant);
  expect(wallClock(instant, zone)).toBe(wall);
});

it('has no instant for a time that is skipped in spring', () => {
  expect(instantOf('2026-03-29 02:30:00', 'Europe/Zurich')).toBeUndefined();
  expect(instantOf('2026-03-29 03:00:00', 'Europe/Zurich')).toBe('2026-03-29T01:00:00Z');
});

it('takes the first of the two in autumn', () => {
  expect(instantOf('2026-10-25 02:30:00', 'Europe/Zurich')).toBe('2026-10-25T00:30:00Z');
});

it('has both of them, and names what tells them apart', () => {
  const both = instantsOf('2026-10-25 02:30:00', 'Europe/Zurich');
  expect(both).toEqual(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']);
  expect(both.map((instant) => offsetName(instant, 'Europe/Zurich'))).toEqual(['UTC+2', 'UTC+1']);
  expect(both.map((instant) => isDoubled(instant, 'Europe/Zurich'))).toEqual([true, true]);
  expect(isDoubled('2026-10-25T02:00:00Z', 'Europe/Zurich')).toBe(false);
  expect(offsetName('2026-01-01T00:00:00.5Z', 'America/St_Johns')).toBe('UTC−3:30');
});

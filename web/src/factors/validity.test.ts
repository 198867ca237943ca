import { expect, test } from 'vitest';
import { formatBound } from './validity';

test('a bound is shown with its time only where that is not midnight', () => {
  expect(formatBound('2026-06-30T22:00:00Z', 'en-GB', 'Europe/Zurich')).toBe('1 Jul 2026');
  expect(formatBound('2026-06-30T22:30:00Z', 'en-GB', 'Europe/Zurich')).toBe('1 Jul 2026, 00:30');
});

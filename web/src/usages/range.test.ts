import { expect, it } from 'vitest';
import { daysOf, instantsOf } from './range';

const NEW_YEAR_IN_ZURICH = Date.parse('2025-12-31T23:30:00Z');

it('follows the calendar of the zone', () => {
  expect(daysOf('thisMonth', 'Europe/Zurich', NEW_YEAR_IN_ZURICH)).toEqual({
    from: '2026-01-01',
    to: '2026-01-31',
  });
  expect(daysOf('thisMonth', 'UTC', NEW_YEAR_IN_ZURICH)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(daysOf('lastMonth', 'Europe/Zurich', NEW_YEAR_IN_ZURICH)).toEqual({
    from: '2025-12-01',
    to: '2025-12-31',
  });
  expect(daysOf('lastYear', 'Europe/Zurich', NEW_YEAR_IN_ZURICH)).toEqual({
    from: '2025-01-01',
    to: '2025-12-31',
  });
  expect(daysOf('last30Days', 'UTC', Date.parse('2026-03-01T12:00:00Z'))).toEqual({
    from: '2026-01-31',
    to: '2026-03-01',
  });
});

it('includes the last day, also where the clocks change', () => {
  expect(instantsOf({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Zurich')).toEqual({
    from: '2026-03-28T23:00:00Z',
    to: '2026-03-29T22:00:00Z',
  });
  expect(instantsOf({ from: '2026-03-29' }, 'Asia/Beirut').from).toBe('2026-03-28T22:00:00Z');
  expect(instantsOf({}, 'UTC')).toEqual({});
});

import { addDays, addMonths, dayIn, startOfDay, startOfMonths } from '../time/days';

/** Ranges that move with the calendar; a free range has days of its own instead. */
export const RANGES = ['thisMonth', 'lastMonth', 'thisYear', 'lastYear', 'last30Days'] as const;
export type Range = (typeof RANGES)[number];

/** Calendar days, both included; an end that is left out is open. */
interface Days {
  from?: string;
  to?: string;
}

/** The days of a preset, as the calendar in the zone stands now. */
export function daysOf(range: Range, zone: string, now = Date.now()): Days {
  const today = dayIn(zone, now);
  switch (range) {
    case 'thisMonth':
      return wholeMonths(startOfMonths(today, 1), 1);
    case 'lastMonth':
      return wholeMonths(addMonths(startOfMonths(today, 1), -1), 1);
    case 'thisYear':
      return wholeMonths(startOfMonths(today, 12), 12);
    case 'lastYear':
      return wholeMonths(addMonths(startOfMonths(today, 12), -12), 12);
    case 'last30Days':
      return { from: addDays(today, -29), to: today };
  }
}

/** From when until before when the days last in the zone. */
export function instantsOf({ from, to }: Days, zone: string): { from?: string; to?: string } {
  return { from: from && startOfDay(from, zone), to: to && startOfDay(addDays(to, 1), zone) };
}

function wholeMonths(from: string, count: number): Days {
  return { from, to: addDays(addMonths(from, count), -1) };
}

import { instantOf, wallClock } from '../time/zone';

/** Ranges that move with the calendar; a free range has days of its own instead. */
export const RANGES = ['thisMonth', 'lastMonth', 'thisYear', 'lastYear', 'last30Days'] as const;
export type Range = (typeof RANGES)[number];

/** Calendar days, both included; an end that is left out is open. */
export interface Days {
  from?: string;
  to?: string;
}

/** The days of a preset, as the calendar in the zone stands now. */
export function daysOf(range: Range, zone: string, now = Date.now()): Days {
  const today = wallClock(now, zone).slice(0, 10);
  const [year = 0, month = 0] = today.split('-').map(Number);
  switch (range) {
    case 'thisMonth':
      return { from: dayOf(year, month, 1), to: dayOf(year, month + 1, 0) };
    case 'lastMonth':
      return { from: dayOf(year, month - 1, 1), to: dayOf(year, month, 0) };
    case 'thisYear':
      return { from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) };
    case 'lastYear':
      return { from: dayOf(year - 1, 1, 1), to: dayOf(year - 1, 12, 31) };
    case 'last30Days':
      return { from: shifted(today, -29), to: today };
  }
}

/** From when until before when the days last in the zone. */
export function instantsOf({ from, to }: Days, zone: string): { from?: string; to?: string } {
  return { from: from && beginning(from, zone), to: to && beginning(shifted(to, 1), zone) };
}

/** Where clocks are put forward at midnight, the day begins at one. */
function beginning(day: string, zone: string): string | undefined {
  return instantOf(`${day} 00:00:00`, zone) ?? instantOf(`${day} 01:00:00`, zone);
}

/** Months count from 1; what is beyond the month runs over into its neighbours. */
function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function shifted(day: string, by: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return dayOf(year, month, date + by);
}

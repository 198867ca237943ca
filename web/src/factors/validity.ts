import { formatDate, formatInstant } from '../time/format';
import { instantOf, wallClock } from '../time/zone';

/** The first instant of a day, 2026-03-01, in the zone; null for no day, which is no bound. */
export function startOfDay(day: string, zone: string): string | null {
  if (day === '') return null;
  // Where clocks are put forward at midnight, the day begins at one.
  return instantOf(`${day} 00:00:00`, zone) ?? instantOf(`${day} 01:00:00`, zone) ?? null;
}

/** Today in the zone. */
export function today(zone: string): string {
  return wallClock(Date.now(), zone).slice(0, 10);
}

/** A bound of a validity: the date alone where it is the beginning of a day, as most are. */
export function formatBound(instant: string, locale: string, zone: string): string {
  const isMidnight = wallClock(instant, zone).endsWith('00:00:00');
  return (isMidnight ? formatDate : formatInstant)(instant, locale, zone);
}

import { formatDate, formatInstant } from '../time/format';
import { wallClock } from '../time/zone';

/** A bound of a validity: the date alone where it is the beginning of a day, as most are. */
export function formatBound(instant: string, locale: string, zone: string): string {
  const isMidnight = wallClock(instant, zone).endsWith('00:00:00');
  return (isMidnight ? formatDate : formatInstant)(instant, locale, zone);
}

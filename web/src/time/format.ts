import { isDoubled, offsetName } from './zone';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, options);
    formats.set(key, known);
  }
  return known;
}

/** Date and time to the minute, in the zone: 1 Mar 2026, 12:00. A time that comes twice is told apart by its offset. */
export function formatInstant(instant: string, locale: string, zone: string): string {
  const shown = format(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  const time = shown.format(new Date(instant));
  return isDoubled(instant, zone) ? `${time} (${offsetName(instant, zone)})` : time;
}

/** The date alone, in the zone: 1 Mar 2026. */
export function formatDate(instant: string, locale: string, zone: string): string {
  return format(locale, { dateStyle: 'medium', timeZone: zone }).format(new Date(instant));
}

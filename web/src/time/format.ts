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

/** Date and time to the minute, in the zone: 1 Mar 2026, 12:00. */
export function formatInstant(instant: string, locale: string, zone: string): string {
  return format(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    new Date(instant),
  );
}

/** The date alone, in the zone: 1 Mar 2026. */
export function formatDate(instant: string, locale: string, zone: string): string {
  return format(locale, { dateStyle: 'medium', timeZone: zone }).format(new Date(instant));
}

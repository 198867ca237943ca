/**
 * Wall-clock times in an IANA zone. A wall-clock time is text of the form `2026-03-01 12:00:00`, as the date pickers
 * take and give it; an instant is RFC 3339 in UTC, as the API takes and gives it.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

function clockIn(zone: string): Intl.DateTimeFormat {
  let clock = formats.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, clock);
  }
  return clock;
}

/** The time that a clock in the zone shows at an instant. */
export function wallClock(instant: string | number, zone: string): string {
  const parts = clockIn(zone).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const day = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  return `${day} ${part('hour')}:${part('minute')}:${part('second')}`;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * The instants at which a clock in the zone shows a time, the first one first: none as clocks are put forward, two as
 * they are put back.
 */
export function instantsOf(wall: string, zone: string): string[] {
  const asUtc = Date.parse(`${wall.replace(' ', 'T')}Z`);
  if (Number.isNaN(asUtc)) return [];
  const candidates = [asUtc - DAY, asUtc + DAY].map((near) => asUtc - offset(near, zone));
  return [...new Set(candidates)]
    .filter((candidate) => candidate + offset(candidate, zone) === asUtc)
    .sort((a, b) => a - b)
    .map((found) => new Date(found).toISOString().replace('.000Z', 'Z'));
}

/** The first of them; undefined where there is none. */
export function instantOf(wall: string, zone: string): string | undefined {
  return instantsOf(wall, zone)[0];
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offset(instant: number, zone: string): number {
  const wholeSecond = Math.floor(instant / 1000) * 1000;
  return Date.parse(`${wallClock(wholeSecond, zone).replace(' ', 'T')}Z`) - wholeSecond;
}

/** The zone's offset at an instant as people write it: UTC+2, UTC−3:30. */
export function offsetName(instant: string, zone: string): string {
  const minutes = Math.round(offset(Date.parse(instant), zone) / 60_000);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

/** Whether a clock in the zone shows the time of an instant twice, as clocks are put back. */
export function isDoubled(instant: string, zone: string): boolean {
  return instantsOf(wallClock(instant, zone), zone).length > 1;
}

/** Whether the browser knows a zone of that name. */
export function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** The zone that the browser is set to. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

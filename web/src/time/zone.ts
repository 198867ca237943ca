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
 * The instant at which a clock in the zone shows a time; undefined where it never does, as clocks are put forward.
 * Of the two that there are when clocks are put back, the first.
 */
export function instantOf(wall: string, zone: string): string | undefined {
  const asUtc = Date.parse(`${wall.replace(' ', 'T')}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const offsets = [asUtc - DAY, asUtc + DAY].map(
    (near) => Date.parse(`${wallClock(near, zone).replace(' ', 'T')}Z`) - near,
  );
  const candidates = offsets.map((offset) => asUtc - offset).sort((a, b) => a - b);
  const found = candidates.find(
    (candidate) => Date.parse(`${wallClock(candidate, zone).replace(' ', 'T')}Z`) === asUtc,
  );
  return found === undefined ? undefined : new Date(found).toISOString().replace('.000Z', 'Z');
}

/** The zone that the browser is set to. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

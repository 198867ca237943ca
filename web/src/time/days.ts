import { instantOf, wallClock } from './zone';

// Calendar days are text, 2026-03-01, and belong to no zone: UTC is merely what counts them.

const toDate = (day: string) => new Date(`${day}T00:00:00Z`);
const toDay = (date: Date) => date.toISOString().slice(0, 10);

export function addDays(day: string, days: number): string {
  const date = toDate(day);
  date.setUTCDate(date.getUTCDate() + days);
  return toDay(date);
}

/** The same day of another month, or its last one where it has fewer. */
export function addMonths(day: string, months: number): string {
  const date = toDate(`${day.slice(0, 7)}-01`);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  date.setUTCDate(Math.min(date.getUTCDate(), Number(day.slice(8))));
  return toDay(date);
}

/** Days from one to the other. */
export function daysBetween(from: string, until: string): number {
  return Math.round((toDate(until).getTime() - toDate(from).getTime()) / 86_400_000);
}

export function monthsBetween(from: string, until: string): number {
  const [start, end] = [from, until].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  return (end ?? 0) - (start ?? 0);
}

/** The Monday of its week. */
export function startOfWeek(day: string): string {
  return addDays(day, -((toDate(day).getUTCDay() + 6) % 7));
}

/** The first day of the group of months, counted from January, that it is in. */
export function startOfMonths(day: string, months: number): string {
  const month = Number(day.slice(5, 7)) - 1;
  return `${addMonths(day, -(month % months)).slice(0, 7)}-01`;
}

/** The day that a clock in the zone shows at an instant. */
export function dayIn(zone: string, instant: string | number): string {
  return wallClock(instant, zone).slice(0, 10);
}

const FIRST_TIMES = ['00:00:00', '00:30:00', '01:00:00', '02:00:00'];

/** The first instant of a day. In some zones clocks are put forward at midnight, and the day begins at 1 o'clock. */
export function startOfDay(day: string, zone: string): string {
  for (const one of [day, addDays(day, 1)]) {
    for (const time of FIRST_TIMES) {
      const start = instantOf(`${one} ${time}`, zone);
      if (start !== undefined) return start;
    }
    // Not on a day that the zone left out, as Samoa did: the next one begins then.
  }
  return `${day}T00:00:00Z`; // centuries ago, by another calendar: the service takes no such day
}

import { addDays, addMonths, daysBetween, monthsBetween, startOfMonths, startOfWeek } from '../time/days';

export const PERIODS = ['week', 'month', 'quarter', 'year', '30-days', '12-months', 'all', 'free'] as const;
export type Period = (typeof PERIODS)[number];

export const BUCKETS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Calendar days, the last one excluded. */
export interface DayRange {
  from: string;
  until: string;
}

export const DEFAULT_PERIOD: Period = '12-months';

/** The days of a period: the one that `at` is the first day of, else the current one; undefined for all time. */
export function rangeOf(period: Period, today: string, at?: string): DayRange | undefined {
  const day = at ?? today;
  const months = (from: string, count: number) => ({ from, until: addMonths(from, count) });
  switch (period) {
    case 'week':
      return { from: startOfWeek(day), until: addDays(startOfWeek(day), 7) };
    case 'month':
      return months(startOfMonths(day, 1), 1);
    case 'quarter':
      return months(startOfMonths(day, 3), 3);
    case 'year':
      return months(startOfMonths(day, 12), 12);
    case '30-days':
      return at
        ? { from: at, until: addDays(at, 30) }
        : { from: addDays(today, -29), until: addDays(today, 1) };
    case '12-months':
      return months(at ? startOfMonths(at, 1) : addMonths(startOfMonths(today, 1), -11), 12);
    default:
      return undefined;
  }
}

const isFirst = (day: string) => day.endsWith('-01');

/** How many whole months a range is; 0 where it is none. */
export function wholeMonths({ from, until }: DayRange): number {
  return isFirst(from) && isFirst(until) ? monthsBetween(from, until) : 0;
}

/** The range as far before (or after) as it is long: whole months by months, else by days. */
export function shifted(range: DayRange, times: number, byDays = false): DayRange {
  const months = byDays ? 0 : wholeMonths(range);
  const move = months
    ? (day: string) => addMonths(day, months * times)
    : (day: string) => addDays(day, daysBetween(range.from, range.until) * times);
  return { from: move(range.from), until: move(range.until) };
}

export function yearBefore({ from, until }: DayRange): DayRange {
  return { from: addMonths(from, -12), until: addMonths(until, -12) };
}

const DAYS: Record<Bucket, number> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };
/** More bars than this no screen shows. */
export const MOST_BARS = 800;

export function defaultBucket(range: DayRange | undefined): Bucket {
  if (!range) return 'month';
  const days = daysBetween(range.from, range.until);
  if (days <= 31) return 'day';
  if (days <= 93) return 'week';
  return days <= 1100 ? 'month' : days <= 3700 ? 'quarter' : 'year';
}

/** Whether a range has few enough buckets to be drawn; of all time that is not known before it is read. */
export function isDrawable(bucket: Bucket, range: DayRange | undefined): boolean {
  return !range || daysBetween(range.from, range.until) / DAYS[bucket] <= MOST_BARS;
}

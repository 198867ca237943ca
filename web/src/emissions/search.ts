import { addDays } from '../time/days';
import { day, FIRST_DAY, LAST_DAY, oneOf, type RawSearch } from '../ui/search-params';
import {
  BUCKETS,
  type Bucket,
  type DayRange,
  DEFAULT_PERIOD,
  defaultBucket,
  PERIODS,
  type Period,
  rangeOf,
  shifted,
} from './period';

/** What the page shows, as its address says it. */
export interface EmissionsSearch {
  period?: Period;
  /** The first day of a period that is not the current one. */
  at?: string;
  /** A free range: its first and its last day. */
  from?: string;
  to?: string;
  bucket?: Bucket;
  view?: 'table';
}

export function validateSearch(raw: RawSearch): EmissionsSearch {
  const [from, to, at] = [day(raw.from), day(raw.to), day(raw.at)];
  const period = oneOf(raw.period, PERIODS);
  const isFree = from !== undefined && to !== undefined && from <= to;
  return {
    period: isFree ? 'free' : period === DEFAULT_PERIOD || period === 'free' ? undefined : period,
    at: !isFree && at && isTaken(rangeOf(period ?? DEFAULT_PERIOD, at, at)) ? at : undefined,
    from: isFree ? from : undefined,
    to: isFree ? to : undefined,
    bucket: oneOf(raw.bucket, BUCKETS),
    view: oneOf(raw.view, ['table'] as const),
  };
}

/** Whether the service takes every day of a range. */
function isTaken(range: DayRange | undefined): boolean {
  return range !== undefined && range.from >= FIRST_DAY && addDays(range.until, -1) <= LAST_DAY;
}

export interface Shown {
  period: Period;
  /** Undefined: all time. */
  range: DayRange | undefined;
  bucket: Bucket;
  view: 'chart' | 'table';
}

export function shownBy(search: EmissionsSearch, today: string): Shown {
  const { period = DEFAULT_PERIOD, at, from, to } = search;
  const range = from && to ? { from, until: addDays(to, 1) } : rangeOf(period, today, at);
  return { period, range, bucket: search.bucket ?? defaultBucket(range), view: search.view ?? 'chart' };
}

/** The part of the address that says which days are shown. */
export type Span = Pick<EmissionsSearch, 'period' | 'at' | 'from' | 'to'>;

export function freeSpan(range: DayRange): Span {
  return { period: 'free', from: range.from, to: addDays(range.until, -1) };
}

/** The period before or after the one that is shown; undefined where there is none to show. */
export function stepped({ period, range }: Shown, today: string, times: 1 | -1): Span | undefined {
  if (!range || (times === 1 && range.until > today)) return undefined;
  const next = shifted(range, times, period === '30-days');
  if (!isTaken(next)) return undefined;
  if (period === 'free') return freeSpan(next);
  const isCurrent = rangeOf(period, today)?.from === next.from;
  return { period, at: isCurrent ? undefined : next.from };
}

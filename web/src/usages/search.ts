import { day, ids, oneOf, type RawSearch, wholeNumber } from '../ui/search-params';
import { RANGES, type Range } from './range';

export const COLUMNS = ['usage_at', 'usage_type', 'amount', 'emissions'] as const;
export type Column = (typeof COLUMNS)[number];
export type Sort = Column | `-${Column}`;
export const SORTS: readonly Sort[] = COLUMNS.flatMap((column) => [`-${column}`, column] as const);
export const NEWEST_FIRST: Sort = '-usage_at';

/** What the address of the list says; what is left out is as at first. */
export interface UsagesSearch {
  page?: number;
  sort?: Sort;
  range?: Range;
  /** Calendar days of a free range, both included. */
  from?: string;
  to?: string;
  /** Ids of usage types. */
  type?: number[];
}

export function validateUsagesSearch(raw: RawSearch): UsagesSearch {
  const range = oneOf(raw.range, RANGES);
  const sort = oneOf(raw.sort, SORTS);
  const page = wholeNumber(raw.page, 1, 1_000_000);
  const [from, to] = [day(raw.from), day(raw.to)];
  const isFree = !range && !(from && to && from > to);
  return {
    page: page === 1 ? undefined : page,
    sort: sort === NEWEST_FIRST ? undefined : sort,
    range,
    from: isFree ? from : undefined,
    to: isFree ? to : undefined,
    type: ids(raw.type)?.slice(0, 100),
  };
}

export function isFiltered({ range, from, to, type }: UsagesSearch): boolean {
  return Boolean(range || from || to || type);
}

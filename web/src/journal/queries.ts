import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer } from '../api/client';
import { api } from '../session/api';
import { addDays, startOfDay } from '../time/days';
import type { Entry } from './entries';
import type { JournalSearch } from './search';

const PAGE_SIZE = 50;
/** An entry is sealed within about a second; until then it is looked for. */
const UNTIL_SEALED = 2000;

interface Page {
  items: Entry[];
  next_cursor: string | null;
}

/** Entries of the organisation and of the installation, the latest first; the earlier ones page by page. */
export function journalQuery({ action, from, to, usage }: JournalSearch, zone: string) {
  const query = {
    page_size: PAGE_SIZE,
    action,
    from: from && startOfDay(from, zone),
    to: to && startOfDay(addDays(to, 1), zone),
    usage_id: usage,
  };
  return infiniteQueryOptions({
    queryKey: ['journal', 'entries', query],
    async queryFn({ pageParam, signal }) {
      const params = { query: { ...query, cursor: pageParam } };
      return (await answer(api.GET('/api/v1/journal', { params, signal }))) as unknown as Page; // by the kinds of its states
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }: Page) => next_cursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ hash }) => hash === null)) ? UNTIL_SEALED : false,
  });
}

export const headsQuery = queryOptions({
  queryKey: ['journal', 'heads'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/journal/head', { signal })),
});

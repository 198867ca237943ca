import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer } from '../api/client';
import type { components } from '../api/schema.gen';
import { api } from '../session/api';
import type { Once } from '../ui/use-once';
import { daysOf, instantsOf } from './range';
import type { UsagesSearch } from './search';

type Schemas = components['schemas'];
export type Usage = Schemas['UsageView'];
export type UsagePage = Schemas['UsagePage'];
export type UsageStatement = Schemas['UsageStatement'];
export type UsageChange = Schemas['UsageChange'];

export const PAGE_SIZE = 25;
/** Of why a usage is changed, in characters. */
export const LONGEST_REASON = 500;

export function usagesQuery({ page = 1, sort, range, type, ...days }: UsagesSearch, zone: string) {
  const query = {
    page,
    page_size: PAGE_SIZE,
    sort,
    usage_type_id: type,
    ...instantsOf(range ? daysOf(range, zone) : days, zone),
  };
  return queryOptions({
    queryKey: ['usages', 'list', query],
    async queryFn({ signal }) {
      const given = await answer(api.GET('/api/v1/usages', { params: { query }, signal }));
      if (!('page' in given)) throw new TypeError('Without a cursor the answer is a page');
      return given;
    },
    placeholderData: keepPreviousData,
  });
}

const oneUsage = (id: number) => ({ params: { path: { usage_id: id } } });

/** The receipt of a version, as the service writes it. */
export function receiptText(id: number, version: number): Promise<string> {
  const params = { ...oneUsage(id).params, query: { version } };
  return answer(api.GET('/api/v1/usages/{usage_id}/receipt', { params, parseAs: 'text' }));
}

export const recordUsage = (body: UsageStatement, once: Once) =>
  answer(api.POST('/api/v1/usages', { params: once, body }));
export const deleteUsage = (id: number, reason: string) =>
  answer(api.DELETE('/api/v1/usages/{usage_id}', { ...oneUsage(id), body: reason ? { reason } : undefined }));
export const restoreUsage = (id: number, once: Once) =>
  answer(api.POST('/api/v1/usages/{usage_id}/restore', { params: { ...oneUsage(id).params, ...once } }));

/** Reads anew what a changed usage is part of; resolves when what is on the screen is up to date. */
export async function readAnew(queryClient: QueryClient): Promise<void> {
  await Promise.all(
    ['usages', 'emissions', 'account', 'journal'].map((key) =>
      queryClient.invalidateQueries({ queryKey: [key] }),
    ),
  );
}

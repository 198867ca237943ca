import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer } from '../api/client';
import { api } from './api';
import { dropDraftsOfOthers } from './drafts';

export const accountQuery = queryOptions({
  queryKey: ['account'],
  async queryFn({ signal }) {
    const account = await answer(api.GET('/api/v1/me', { signal }));
    dropDraftsOfOthers(account.id);
    return account;
  },
  staleTime: 5 * 60_000,
});

/** Whether the person keeps the factors; undefined until it is known. */
export function useIsOperator(): boolean | undefined {
  return useQuery(accountQuery).data?.is_operator;
}

import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer } from '../api/client';
import { api } from './api';

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/me', { signal })),
  staleTime: 5 * 60_000,
});

/** Whether the person keeps the factors; undefined until it is known. */
export function useIsOperator(): boolean | undefined {
  return useQuery(accountQuery).data?.is_operator;
}

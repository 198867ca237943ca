import type { QueryClient } from '@tanstack/react-query';
import { answer } from '../api/client';
import type { components } from '../api/schema.gen';
import { api } from '../session/api';
import type { Once } from '../ui/use-once';
import { type UsageType, usageTypesQuery } from '../usage-types/queries';

type Schemas = components['schemas'];

const at = ({ id }: UsageType) => ({ params: { path: { usage_type_id: id } } });

/** Names and factors stand on every page: whatever is shown is read again. */
async function thenReadAgain<T>(queries: QueryClient, call: Promise<{ data?: T }>) {
  const given = await answer(call);
  void queries.invalidateQueries();
  return given;
}

export const addType = (queries: QueryClient, body: Schemas['UsageTypeStatement'], once: Once) =>
  thenReadAgain(queries, api.POST('/api/v1/usage-types', { params: once, body }));

export function publish(queries: QueryClient, type: UsageType, body: Schemas['FactorStatement'], once: Once) {
  const params = { ...at(type).params, ...once };
  return thenReadAgain(queries, api.POST('/api/v1/usage-types/{usage_type_id}/factors', { params, body }));
}

export const rename = (queries: QueryClient, type: UsageType, name: string) =>
  thenReadAgain(queries, api.PATCH('/api/v1/usage-types/{usage_type_id}', { ...at(type), body: { name } }));

export const setRetired = (queries: QueryClient, type: UsageType, retired: boolean) =>
  thenReadAgain(
    queries,
    api.PATCH('/api/v1/usage-types/{usage_type_id}', { ...at(type), body: { retired } }),
  );

export async function remove(queries: QueryClient, type: UsageType): Promise<void> {
  await answer(api.DELETE('/api/v1/usage-types/{usage_type_id}', at(type)));
  queries.setQueryData(usageTypesQuery.queryKey, (types) => types?.filter(({ id }) => id !== type.id));
  void queries.invalidateQueries();
}

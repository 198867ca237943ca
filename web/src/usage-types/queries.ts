import { queryOptions } from '@tanstack/react-query';
import { answer } from '../api/client';
import type { components } from '../api/schema.gen';
import { api } from '../session/api';

export type UsageType = components['schemas']['UsageTypeView'];
export type Factor = components['schemas']['FactorView'];

/** Every usage type; those that take no new usages stand last. */
export const usageTypesQuery = queryOptions({
  queryKey: ['usage-types'],
  async queryFn({ signal }) {
    const { items } = await answer(api.GET('/api/v1/usage-types', { signal }));
    return items.toSorted((a, b) => Number(a.retired_at !== null) - Number(b.retired_at !== null));
  },
  staleTime: 60_000,
});

/** Every version of a type's factor, the latest recorded first. */
export const factorsQuery = (usageTypeId: number) =>
  queryOptions({
    queryKey: ['usage-types', usageTypeId, 'factors'],
    async queryFn({ signal }) {
      const params = { path: { usage_type_id: usageTypeId } };
      const call = api.GET('/api/v1/usage-types/{usage_type_id}/factors', { params, signal });
      return (await answer(call)).items;
    },
  });

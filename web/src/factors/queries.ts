import { queryOptions } from '@tanstack/react-query';
import { answer } from '../api/client';
import type { components } from '../api/schema.gen';
import { api } from '../session/api';

type Schemas = components['schemas'];
export type UsageType = Schemas['UsageTypeView'];
export type Factor = Schemas['FactorView'];

// The client's types lose the methods of decimals: hence the casts.

/** Every usage type; those that take no new usages stand last. */
export const typesQuery = queryOptions({
  queryKey: ['factors', 'types'],
  async queryFn({ signal }) {
    const { items } = (await answer(api.GET('/api/v1/usage-types', { signal }))) as Schemas['UsageTypeList'];
    return items.toSorted((a, b) => Number(a.retired_at !== null) - Number(b.retired_at !== null));
  },
});

/** Every version of a type's factor, the latest recorded first. */
export const versionsQuery = (usageTypeId: number) =>
  queryOptions({
    queryKey: ['factors', 'versions', usageTypeId],
    async queryFn({ signal }) {
      const params = { path: { usage_type_id: usageTypeId } };
      const call = api.GET('/api/v1/usage-types/{usage_type_id}/factors', { params, signal });
      const { items } = (await answer(call)) as Schemas['FactorList'];
      return items;
    },
  });

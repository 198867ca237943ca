import { queryOptions } from '@tanstack/react-query';
import { answer } from '../api/client';
import { parseJson } from '../api/json';
import { api } from '../session/api';
import { addDays, startOfDay } from '../time/days';

/** As in everything that is hashed, all decimals are text. */
interface Sum {
  usages: number;
  amount_in_type_unit: string;
  emissions_kg_co2e: string;
}

export interface TypeSum extends Sum {
  usage_type: { id: number; name: string; unit: string };
  months: (Sum & { month: string })[];
}

/** What the service states of a period. */
export interface Statement {
  organisation_id: number;
  as_of: string;
  time_zone: string;
  by_usage_type: TypeSum[];
  total_emissions_kg_co2e: string;
  leaves: number;
  root: string;
}

export interface SealedStatement {
  statement: Statement;
  sha256: string;
  /** The very answer, for whoever verifies it. */
  text: string;
}

/** Which statement: from the first to the last day in a zone, as of an instant or of now. */
export interface Asked {
  from: string;
  to: string;
  zone: string;
  asOf: string | undefined;
}

/** The service's answer as it is; with every receipt, root and totals can be recomputed from it. */
export function statementText(
  { from, to, zone, asOf }: Asked,
  include?: 'receipts',
  signal?: AbortSignal,
): Promise<string> {
  const query = {
    from: startOfDay(from, zone),
    to: startOfDay(addDays(to, 1), zone),
    time_zone: zone,
    as_of: asOf,
    include,
  };
  return answer(api.GET('/api/v1/emissions/statement', { params: { query }, parseAs: 'text', signal }));
}

/** As of an instant it never changes; as of now it is another one each time. */
export function statementQuery(asked: Asked) {
  return queryOptions({
    queryKey: ['statement', asked],
    async queryFn({ signal }): Promise<SealedStatement> {
      const text = await statementText(asked, undefined, signal);
      return { ...(parseJson(text) as Omit<SealedStatement, 'text'>), text };
    },
    ...(asked.asOf ? { staleTime: Number.POSITIVE_INFINITY } : { staleTime: 0, gcTime: 0 }),
  });
}

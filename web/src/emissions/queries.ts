import { queryOptions } from '@tanstack/react-query';
import { answer } from '../api/client';
import { api } from '../session/api';
import { startOfDay } from '../time/days';
import type { Bucket, DayRange } from './period';
import type { Report } from './report';

/** Emissions of some days, or of all time, by bucket and usage type. */
export function reportQuery(range: DayRange | undefined, bucket: Bucket, zone: string) {
  const from = range && startOfDay(range.from, zone);
  const to = range && startOfDay(range.until, zone);
  return queryOptions({
    queryKey: ['emissions', { from, to, bucket, zone }],
    async queryFn({ signal }): Promise<Report> {
      const query = { from, to, bucket, group_by: 'usage_type', time_zone: zone } as const;
      const report = await answer(api.GET('/api/v1/emissions', { params: { query }, signal }));
      return { ...report, bucket };
    },
  });
}

import type { components } from '../api/schema.gen';
import { type Decimal, decimal, ZERO } from '../decimals/decimal';
import type { Bucket } from './period';

/** What the service answers, with the bucket that it was asked for. */
export type Report = components['schemas']['EmissionsOverTime'] & { bucket: Bucket };
export type BucketOfReport = components['schemas']['BucketOfEmissions'];
export type PartOfReport = components['schemas']['TypeEmissions'];

/** The types of a report, from the bottom of the stack to its top: the largest lies at the bottom. */
export function stackOf(report: Report): PartOfReport[] {
  return [...report.by_usage_type].sort(
    (a, b) => b.emissions_kg_co2e.cmp(a.emissions_kg_co2e) || a.usage_type.id - b.usage_type.id,
  );
}

export function partOf(bucket: BucketOfReport, usageTypeId: number): Decimal {
  const part = bucket.by_usage_type?.find(({ usage_type }) => usage_type.id === usageTypeId);
  return part?.emissions_kg_co2e ?? ZERO;
}

/** The buckets that have begun, or hold usages of the future: those that an average is taken over. */
export function bucketsSoFar(report: Report, now: number): number {
  const begun = report.buckets.filter(({ from }) => Date.parse(from) <= now).length;
  return Math.max(begun, report.buckets.findLastIndex(({ total }) => total > 0) + 1);
}

export function average(report: Report, now: number): { buckets: number; kilograms: Decimal } | undefined {
  const buckets = bucketsSoFar(report, now);
  if (buckets === 0) return undefined;
  return { buckets, kilograms: report.total_emissions_kg_co2e.div(decimal(String(buckets))) };
}

interface Change {
  kilograms: Decimal;
  /** Of the earlier figure; undefined where that is 0. */
  ratio: Decimal | undefined;
}

export function changeFrom(earlier: Decimal, now: Decimal): Change {
  const kilograms = now.minus(earlier);
  return { kilograms, ratio: earlier.eq(ZERO) ? undefined : kilograms.div(earlier) };
}

interface PartOfBar {
  type: PartOfReport['usage_type'];
  kilograms: Decimal;
}

/** What a bucket is made of, from the top of the stack to its bottom. */
export function partsOf(report: Report, bucket: BucketOfReport): PartOfBar[] {
  return stackOf(report)
    .map(({ usage_type: type }) => ({ type, kilograms: partOf(bucket, type.id) }))
    .filter(({ kilograms }) => kilograms.gt(ZERO))
    .reverse();
}

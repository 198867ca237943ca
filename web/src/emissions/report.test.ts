import { expect, it } from 'vitest';
import { decimal } from '../decimals/decimal';
import { average, bucketsSoFar, changeFrom, type Report, stackOf } from './report';

function reportOf(totals: number[]): Report {
  return {
    bucket: 'month',
    group_by: 'usage_type',
    time_zone: 'UTC',
    from: null,
    to: null,
    total: 4,
    total_emissions_kg_co2e: decimal('100'),
    by_usage_type: ['1', '90', '9'].map((kilograms, index) => ({
      amount_in_type_unit: decimal('1'),
      emissions_kg_co2e: decimal(kilograms),
      total: 1,
      usage_type: { id: 100 + index, name: `Type ${index}`, unit: 'kwh' },
    })) as Report['by_usage_type'],
    buckets: totals.map((total, index) => ({
      bucket: `2026-0${index + 1}`,
      from: `2026-0${index + 1}-01T00:00:00Z`,
      to: `2026-0${index + 2}-01T00:00:00Z`,
      total,
      total_emissions_kg_co2e: decimal('0'),
    })),
  };
}

it('stacks the largest at the bottom', () => {
  expect(stackOf(reportOf([])).map(({ usage_type }) => usage_type.id)).toEqual([101, 102, 100]);
});

it('averages over what has begun, and exactly', () => {
  const march = Date.parse('2026-03-10T00:00:00Z');
  expect(bucketsSoFar(reportOf([0, 1, 0, 0, 0]), march)).toBe(3);
  expect(bucketsSoFar(reportOf([0, 1, 0, 1, 0]), march)).toBe(4);
  expect(average(reportOf([0, 1, 0, 0]), march)?.kilograms.toFixed()).toBe('33.333333');
  expect(average(reportOf([]), march)).toBeUndefined();
});

it('tells a change exactly, and no ratio to nothing', () => {
  const change = changeFrom(decimal('0.3'), decimal('0.1'));
  expect([change.kilograms.toFixed(), change.ratio?.toFixed()]).toEqual(['-0.2', '-0.666667']);
  expect(changeFrom(decimal('0'), decimal('5')).ratio).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import { decimal } from '../decimals/decimal';
import { emissionsOf, factorInForce } from './figure';

describe('emissions', () => {
  it.each([
    ['100', '1', '1.5', '150'],
    ['100', '5/18', '1.5', '41.666667'],
    ['123456789012.123456', '1/1000', '3.892', '480493822.835184'],
    ['0.000001', '1/1000', '0.5', '0'],
    ['0.000001', '1', '1.5', '0.000002'],
    ['0.000001', '1', '2.5', '0.000002'],
    ['0.000001', '1', '2.500000000000000000000001', '0.000003'],
    ['1', '52752792631/1800000000', '1.5', '43.960661'],
  ])('of %s × %s × %s are %s', (amount, ratio, factor, emissions) => {
    expect(emissionsOf(decimal(amount), ratio, decimal(factor)).toFixed()).toBe(emissions);
  });
});

describe('the factor in force', () => {
  const factor = (
    id: number,
    valid_from: string | null,
    valid_to: string | null,
    recorded_at = '2026-01-01T00:00:00Z',
  ) => ({ id, valid_from, valid_to, recorded_at });
  const at = '2026-03-01T12:00:00Z';

  it('covers the instant: from its first instant until before its last', () => {
    expect(factorInForce([factor(1, at, null)], at)?.id).toBe(1);
    expect(factorInForce([factor(1, null, at)], at)).toBeUndefined();
    expect(factorInForce([factor(1, '2026-03-01T12:00:00.000001Z', null)], at)).toBeUndefined();
    expect(factorInForce([factor(1, null, '2026-03-01T12:00:00.000001Z')], at)?.id).toBe(1);
  });

  it('is the latest to begin, then the latest recorded, then the greatest id, in whatever order they come', () => {
    const open = factor(9, null, null, '2026-12-01T00:00:00Z');
    const early = factor(3, '2026-01-01T00:00:00Z', null, '2026-06-01T00:00:00Z');
    const late = factor(2, '2026-02-01T00:00:00Z', null, '2026-06-01T00:00:00Z');
    const later = factor(1, '2026-02-01T00:00:00Z', null, '2026-06-01T00:00:00.5Z');
    const twin = factor(4, '2026-02-01T00:00:00Z', null, '2026-06-01T00:00:00.500000Z');
    for (const factors of [
      [open, early, late, later, twin],
      [twin, later, late, early, open],
    ]) {
      expect(factorInForce(factors, at)?.id).toBe(4);
      expect(
        factorInForce(
          factors.filter((one) => one !== twin),
          at,
        )?.id,
      ).toBe(1);
      expect(factorInForce([open, early], at)?.id).toBe(3);
    }
  });
});

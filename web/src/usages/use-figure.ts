import { useQuery } from '@tanstack/react-query';
import type { Decimal } from '../decimals/decimal';
import { factorsQuery, type UsageType } from '../usage-types/queries';
import { emissionsOf, factorInForce } from './figure';
import type { Usage } from './queries';
import type { Read } from './statement';

export interface Figure {
  amount: Decimal;
  unit: string;
  /** How many of the type's unit one of the entered unit is. */
  ratio: string;
  typeUnit: string;
  factor: Decimal;
  factorVersion: Usage['factor_version'];
  emissions: Decimal;
}

export type Foreseen =
  | { state: 'incomplete' | 'loading' | 'unknown' | 'noFactor' }
  | { state: 'figure'; figure: Figure };

/** The figure that the service will make of what was entered, by the same rule. */
export function useFigure(read: Read, unit: string, type?: UsageType, usage?: Usage): Foreseen {
  const keepsFactor = usage?.usage_type_id === read.usageTypeId && usage?.usage_at === read.usageAt;
  const { data, error } = useQuery({
    ...factorsQuery(type?.id ?? 0),
    enabled: type !== undefined && !keepsFactor,
  });
  const ratio = type?.accepted_units.find((accepted) => accepted.unit === unit)?.ratio;
  const { amount, usageAt } = read;
  if (!type || !ratio || !amount || !usageAt) return { state: 'incomplete' };

  let pinned: Pick<Usage, 'factor' | 'factor_version'> | undefined = keepsFactor ? usage : undefined;
  if (!pinned) {
    if (!data) return { state: error ? 'unknown' : 'loading' };
    const chosen = factorInForce(data, usageAt);
    if (!chosen) return { state: 'noFactor' };
    pinned = { factor: chosen.factor, factor_version: chosen };
  }
  const { factor, factor_version: factorVersion } = pinned;
  const emissions = emissionsOf(amount, ratio, factor);
  return {
    state: 'figure',
    figure: { amount, unit, ratio, typeUnit: type.unit, factor, factorVersion, emissions },
  };
}

import type { components } from '../api/schema.gen';
import { type Decimal, decimal } from '../decimals/decimal';

type Factor = Pick<components['schemas']['FactorView'], 'id' | 'valid_from' | 'valid_to' | 'recorded_at'>;

/** Entered amount × ratio (an exact fraction such as 5/18) × factor, rounded once, half to even, to the milligram. */
export function emissionsOf(amount: Decimal, ratio: string, factor: Decimal): Decimal {
  const [numerator = '1', denominator = '1'] = ratio.split('/');
  return amount.times(decimal(numerator)).times(factor).div(decimal(denominator));
}

/** The ledger's rule: of the factors that cover the instant the latest to begin, then the latest recorded. */
export function factorInForce<F extends Factor>(factors: readonly F[], at: string): F | undefined {
  return factors.filter((factor) => covers(factor, at)).sort(byPrecedence)[0];
}

function covers({ valid_from, valid_to }: Factor, at: string): boolean {
  const instant = sortable(at);
  return (
    (valid_from === null || sortable(valid_from) <= instant) &&
    (valid_to === null || instant < sortable(valid_to))
  );
}

function byPrecedence(a: Factor, b: Factor): number {
  return (
    compare(sortable(b.valid_from ?? ''), sortable(a.valid_from ?? '')) ||
    compare(sortable(b.recorded_at), sortable(a.recorded_at)) ||
    b.id - a.id
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** An instant in UTC as text that sorts as time does, to the microsecond; a Date keeps milliseconds only. */
function sortable(instant: string): string {
  const [seconds = '', fraction = ''] = instant.replace('Z', '').split('.');
  return `${seconds}.${fraction.padEnd(6, '0')}`;
}

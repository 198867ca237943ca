import { type Decimal, decimal, ZERO } from '../decimals/decimal';
import { parseDecimal } from '../decimals/parse';

const LIMIT = decimal('100');

/** A density in kg per l as somebody typed it; null for none, undefined for what the service would refuse. */
export function readDensity(typed: string, locale: string): Decimal | null | undefined {
  if (typed.trim() === '') return null;
  const parsed = parseDecimal(typed, locale);
  if ('fault' in parsed || !parsed.value.gt(ZERO) || !parsed.value.lt(LIMIT)) return undefined;
  return parsed.value;
}

import { type Decimal, decimal, ZERO } from '../decimals/decimal';
import { formatDecimal } from '../decimals/format';
import { separatorsOf } from '../decimals/separators';

/** Writes decimals with as many places as the longest of them has, so that their points stand in one line; nothing is 0. */
export function alignedDecimals(all: readonly Decimal[], locale: string): (value: Decimal) => string {
  const places = Math.max(0, ...all.map((one) => one.toFixed().split('.')[1]?.length ?? 0));
  const { point } = separatorsOf(locale);
  return (value) => {
    if (value.eq(ZERO)) return '0';
    const [whole = '0', fraction] = value.toFixed(places).split('.');
    const shown = formatDecimal(decimal(whole), locale);
    return fraction ? `${shown}${point}${fraction}` : shown;
  };
}

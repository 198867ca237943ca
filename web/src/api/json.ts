import { isLosslessNumber, parse, stringify } from 'lossless-json';
import { type Decimal, decimal, isDecimal } from '../decimals/decimal';
import { decimalFields } from './decimal-fields.gen';

/** JSON with decimals as {@link Decimal}, by the names that the API gives them, and counts and ids as numbers. */
export function parseJson(text: string): unknown {
  return parse(text, (name, value) => {
    if (!isLosslessNumber(value)) return value;
    if (decimalFields.has(name)) return decimal(value.value);
    const number = Number(value.value);
    if (!Number.isSafeInteger(number)) throw new SyntaxError(`${name} is no whole number below 2^53`);
    return number;
  });
}

const asNumber = { test: isDecimal, stringify: (value: unknown) => (value as Decimal).toFixed() };

/** JSON with decimals as numbers in plain notation, to the last digit. */
export function writeJson(value: unknown): string {
  return stringify(value, null, undefined, [asNumber]) ?? '';
}

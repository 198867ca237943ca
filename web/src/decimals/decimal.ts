/**
 * Exact decimals. Amounts, factors and emissions never become JavaScript numbers: those round at 17 digits.
 *
 * big.js does the arithmetic: it is the smallest library whose sums, differences and products are exact without a
 * precision to choose (decimal.js-light rounds them to 20 digits), and its division rounds half to even on request.
 */
import makeBig from 'big.js';

declare const exact: unique symbol;

/** By this alone a type is known to be a decimal. */
export interface ExactMark {
  readonly [exact]: true;
}

/** Narrower than big.js: no method takes or gives a JavaScript number, and operators on it do not compile. */
export interface Decimal extends ExactMark {
  plus(other: Decimal): Decimal;
  minus(other: Decimal): Decimal;
  times(other: Decimal): Decimal;
  /** Rounded half to even to six decimals, as the ledger rounds a figure. */
  div(other: Decimal): Decimal;
  cmp(other: Decimal): -1 | 0 | 1;
  eq(other: Decimal): boolean;
  gt(other: Decimal): boolean;
  lt(other: Decimal): boolean;
  abs(): Decimal;
  /** Plain notation, never an exponent; with `places`, rounded half to even. */
  toFixed(places?: number): `${number}`;
}

const Exact = makeBig();
Exact.strict = true; // a number as argument, or an operator that slipped past the compiler, throws
Exact.DP = 6;
Exact.RM = 2;
Exact.PE = 1_000_000;
Exact.NE = -1_000_000;

/** The decimal that a text in JSON's notation is. Throws on anything else. */
export function decimal(text: string): Decimal {
  return new Exact(text) as unknown as Decimal;
}

export function isDecimal(value: unknown): value is Decimal {
  return value instanceof Exact;
}

export const ZERO = decimal('0');

export function sum(decimals: Iterable<Decimal>): Decimal {
  let total = ZERO;
  for (const one of decimals) total = total.plus(one);
  return total;
}

/** A nearby JavaScript number, for drawing alone: heights of bars, never a figure that is shown or sent. */
export function forDrawing(value: Decimal): number {
  return Number.parseFloat(value.toFixed());
}

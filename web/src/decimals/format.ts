import { type Decimal, decimal, ZERO } from './decimal';
import { separatorsOf } from './separators';

const formats = new Map<string, Intl.NumberFormat>();

function format(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) {
    known = new Intl.NumberFormat(locale, { numberingSystem: 'latn', ...options });
    formats.set(key, known);
  }
  return known;
}

/** Every digit that there is, grouped as the locale groups. */
export function formatDecimal(value: Decimal, locale: string): string {
  return everyDigit(value, locale, true);
}

/** As {@link formatDecimal}, without groups: what a text field is filled with. */
export function formatForInput(value: Decimal, locale: string): string {
  return everyDigit(value, locale, false);
}

/** `Intl` shows at most 20 decimals in some engines, and factors have up to 24: it gets the whole part alone. */
function everyDigit(value: Decimal, locale: string, useGrouping: boolean): string {
  const [whole = '0', fraction] = value.abs().toFixed().split('.');
  const sign = value.lt(ZERO) ? separatorsOf(locale).minus : '';
  const shown = sign + format(locale, { useGrouping }).format(BigInt(whole));
  return fraction ? shown + separatorsOf(locale).point + fraction : shown;
}

/** A count, such as a number of usages. */
export function formatCount(value: number, locale: string): string {
  return format(locale, {}).format(value);
}

type EmissionsUnit = (typeof SCALE)[number][0];

interface EmissionsText {
  /** For reading: three significant digits at least, at most two decimals unless that takes more. */
  short: string;
  unit: EmissionsUnit;
  /** Every digit, in kg. */
  exact: string;
  /** For a column in kg: two decimals at least, so that the points stand below each other. */
  inColumn: string;
}

/** From how many kg on a figure is read in which unit, and what 1 kg is in it. Thousands of tonnes are still tonnes. */
const SCALE = [
  ['Gt', '10000000000000', '0.000000000001'],
  ['Mt', '10000000000', '0.000000001'],
  ['kt', '10000000', '0.000001'],
  ['t', '1000', '0.001'],
  ['kg', '0', '1'],
] as const;
const READABLE: Intl.NumberFormatOptions = {
  maximumFractionDigits: 2,
  maximumSignificantDigits: 3,
  roundingPriority: 'morePrecision',
};

/** Emissions for reading, in the unit that suits their size. */
export function formatEmissions(kilograms: Decimal, locale: string): EmissionsText {
  const size = kilograms.abs();
  const [unit, , factor] = SCALE.find(([, least]) => !size.lt(decimal(least))) ?? SCALE[4];
  return {
    short: format(locale, READABLE).format(kilograms.times(decimal(factor)).toFixed()),
    unit,
    exact: formatDecimal(kilograms, locale),
    inColumn: format(locale, { ...READABLE, minimumFractionDigits: 2 }).format(
      kilograms.toFixed() as Intl.StringNumericLiteral,
    ),
  };
}

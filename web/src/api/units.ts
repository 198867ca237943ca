/** The units that a usage type may be counted in, by what they measure: the service's table, which no call lists. */
export const UNITS = {
  energy: ['kwh', 'Wh', 'MWh', 'GWh', 'MJ', 'GJ', 'therm', 'MMBtu'],
  volume: ['l', 'm3', 'ft3', 'CCF', 'US gal', 'imp gal'],
  mass: ['kg', 'g', 't'],
} as const;

export type Dimension = keyof typeof UNITS;
export type Unit = (typeof UNITS)[Dimension][number];

export const DIMENSIONS = ['energy', 'volume', 'mass'] as const satisfies Dimension[];

const all: readonly string[] = Object.values(UNITS).flat();

/** Whether this app knows a unit; the service's table may be newer. */
export function isUnit(code: string): code is Unit {
  return all.includes(code);
}

/** What a unit measures; undefined where this app does not know it. */
export function dimensionOf(code: string): Dimension | undefined {
  return DIMENSIONS.find((dimension) => UNITS[dimension].some((unit) => unit === code));
}

/** The units that a usage type may be counted in, by what they measure: the service's table, which no call lists. */
export const UNITS = {
  energy: ['kwh', 'Wh', 'MWh', 'GWh', 'MJ', 'GJ', 'therm', 'MMBtu'],
  volume: ['l', 'm3', 'ft3', 'CCF', 'US gal', 'imp gal'],
  mass: ['kg', 'g', 't'],
} as const;

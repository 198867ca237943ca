/** The query of an address: plain text, repeated names for lists. What is in it is checked by each route. */
export type RawSearch = Record<string, unknown>;

export function parseSearch(query: string): RawSearch {
  const read: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const before = read[name];
    read[name] = before === undefined ? value : [before, value].flat();
  }
  return read;
}

export function stringifySearch(search: RawSearch): string {
  const query = new URLSearchParams();
  for (const [name, given] of Object.entries(search)) {
    for (const value of Array.isArray(given) ? given : [given]) {
      if (value !== undefined && value !== null) query.append(name, String(value));
    }
  }
  const text = query.toString();
  return text && `?${text}`;
}

// The checks drop what does not fit, as somebody may have typed the address. They take numbers as well as text,
// since links inside the app give what the page uses. What is dropped must be there as undefined in what a route's
// validateSearch returns: the router fills up what is missing from the address as it came.

export function wholeNumber(given: unknown, least: number, most: number): number | undefined {
  const number = typeof given === 'string' && /^\d{1,16}$/.test(given) ? Number(given) : given;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) return undefined;
  return number >= least && number <= most ? number : undefined;
}

export function oneOf<T extends string>(given: unknown, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === given);
}

/** Ids, each once, in order; undefined where there are none. */
export function ids(given: unknown): number[] | undefined {
  const found = [given].flat().map((id) => wholeNumber(id, 1, Number.MAX_SAFE_INTEGER));
  const known = [...new Set(found.filter((id) => id !== undefined))].sort((a, b) => a - b);
  return known.length > 0 ? known : undefined;
}

/** The days that lie as a whole in the years 1900 to 2199, which the service takes, in every time zone. */
export const FIRST_DAY = '1900-01-02';
export const LAST_DAY = '2199-12-30';

/** A calendar day, 2026-03-01, that exists and that the service takes. */
export function day(given: unknown): string | undefined {
  if (typeof given !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(given)) return undefined;
  if (given < FIRST_DAY || given > LAST_DAY) return undefined;
  const date = new Date(`${given}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(given) ? given : undefined;
}

export function text(given: unknown): string | undefined {
  return typeof given === 'string' && given !== '' ? given : undefined;
}

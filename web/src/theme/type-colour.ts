const COLOURS = 8;
const FIRST_ID = 100;
const PRELOADED = 5;

/**
 * The colour of a usage type, the same in every list, chart and theme for ever, as it follows from the id alone. The
 * five types that come with the installation have five different ones; they were chosen so that people with any
 * common colour blindness tell them apart, each with a contrast of 3 or more to its ground in both themes. Types that
 * are added later share the eight there are: a name always stands beside a colour.
 */
export function typeColour(usageTypeId: number): string {
  const fromFirst = usageTypeId - FIRST_ID;
  if (fromFirst >= 0 && fromFirst < PRELOADED) return `var(--type-${fromFirst})`;
  let hash = 0;
  for (const digit of String(usageTypeId)) hash = (hash * 31 + digit.charCodeAt(0)) % 65_521;
  return `var(--type-${(hash + PRELOADED) % COLOURS})`;
}

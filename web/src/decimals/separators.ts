interface Separators {
  group: string;
  point: string;
  minus: string;
}

const known = new Map<string, Separators>();

/** The signs that a locale writes numbers with. Digits are 0 to 9 in every locale: they are what is typed and read. */
export function separatorsOf(locale: string): Separators {
  let separators = known.get(locale);
  if (!separators) {
    const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(-12345678.9);
    const find = (type: string) => parts.find((part) => part.type === type)?.value;
    separators = {
      group: find('group') ?? '',
      point: find('decimal') ?? '.',
      minus: find('minusSign') ?? '-',
    };
    known.set(locale, separators);
  }
  return separators;
}

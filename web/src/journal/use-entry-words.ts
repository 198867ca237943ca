import { useTranslation } from 'react-i18next';
import { formatBound } from '../factors/validity';
import { useFormats } from '../ui/use-formats';
import { useUsageTypes } from '../usage-types/use-usage-types';
import { useWho } from '../usages/use-who';
import type { Entry } from './entries';
import { wordsOf } from './words';

/** Says entries in the reader's own way. */
export function useEntryWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  const who = useWho();
  const { typeOf, nameOf } = useUsageTypes();
  const typeName = (id: number) => {
    const type = typeOf(id);
    return type ? nameOf(type) : t('journal.usageType.unknown', { id: String(id) });
  };
  const perUnit = (id: number) => {
    const type = typeOf(id);
    return type ? t('factors.perUnit', { unit: formats.unit(type.unit) }) : t('factors.perItsUnit');
  };
  const bound = (instant: string) => formatBound(instant, formats.locale, formats.timeZone);
  return (entry: Entry, isOfOne = false) =>
    wordsOf(entry, { t, formats, bound, who, typeName, perUnit }, isOfOne);
}

import { useTranslation } from 'react-i18next';
import { useFormats } from '../ui/use-formats';
import { useUsageTypes } from '../usage-types/use-usage-types';
import type { Usage } from './queries';

/** Names a usage in words: 100 kWh of electricity on 1 Mar 2026, 12:00. */
export function useWhat(): (usage: Usage) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  const { nameOf } = useUsageTypes();
  return ({ amount, unit, usage_type, usage_at }) => {
    const what = t('usages.ofType', { amount: formats.amount(amount, unit), type: nameOf(usage_type) });
    return t('usages.what', { what, date: formats.instant(usage_at) });
  };
}

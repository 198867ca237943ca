import { useTranslation } from 'react-i18next';
import { useStore } from '../api/store';
import { isUnit } from '../api/units';
import type { Decimal } from '../decimals/decimal';
import { formatCount, formatDecimal, formatEmissions } from '../decimals/format';
import { locale } from '../locales/language';
import { formatDate, formatInstant } from '../time/format';
import { usePreferences } from './preferences';

/** Figures, units and times in the reader's own way. */
export function useFormats() {
  const { t } = useTranslation();
  const tag = useStore(locale);
  const { timeZone } = usePreferences();
  const unit = (code: string) => (isUnit(code) ? t(`units.${code}`) : code);
  return {
    locale: tag,
    timeZone,
    unit,
    count: (value: number) => formatCount(value, tag),
    decimal: (value: Decimal) => formatDecimal(value, tag),
    amount: (value: Decimal, code: string) => `${formatDecimal(value, tag)} ${unit(code)}`,
    emissions(kilograms: Decimal) {
      const { short, unit: shownIn, exact, inColumn } = formatEmissions(kilograms, tag);
      return {
        shownIn,
        short: t(`emission.${shownIn}`, { value: short }),
        exact: t('emission.kg', { value: exact }),
        inColumn,
      };
    },
    instant: (value: string) => formatInstant(value, tag, timeZone),
    date: (value: string) => formatDate(value, tag, timeZone),
  };
}

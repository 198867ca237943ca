import { useTranslation } from 'react-i18next';
import { useFormats } from '../ui/use-formats';
import type { Figure } from './use-figure';

/** How a figure comes about: 100 kWh × 1.5 kg CO₂e/kWh = 150 kg CO₂e. */
export function Calculation({ figure }: { figure: Figure }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = {
    amount: formats.amount(figure.amount, figure.unit),
    // A fraction, such as 2500/9, is one factor of the product.
    ratio: figure.ratio.includes('/') ? `(${figure.ratio})` : figure.ratio,
    entered: formats.unit(figure.unit),
    factor: formats.decimal(figure.factor),
    unit: formats.unit(figure.typeUnit),
    emissions: formats.emissions(figure.emissions).exact,
  };
  const isConverted = figure.unit !== figure.typeUnit;
  return (
    <span className="reckoning">
      {isConverted ? t('usages.calculation.converted', words) : t('usages.calculation.plain', words)}
    </span>
  );
}

/** Since when a factor applies, and who says so. */
export function FactorOrigin({ version }: { version: Figure['factorVersion'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { valid_from, valid_to, source, edition } = version;
  const from = valid_from
    ? t('usages.factor.from', { date: formats.instant(valid_from) })
    : t('usages.factor.always');
  const until = valid_to && t('usages.factor.until', { date: formats.instant(valid_to) });
  const origin = edition ? t('usages.factor.edition', { source, edition }) : source;
  return (
    <>{t('usages.factor.origin', { validity: [from, until].filter(Boolean).join(' '), source: origin })}</>
  );
}

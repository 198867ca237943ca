import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Decimal, ZERO } from '../decimals/decimal';
import { EmissionFigure } from '../ui/EmissionFigure';
import { Swatch } from '../usage-types/Swatch';
import { Comparison } from './Comparison';
import { type Bucket, shifted, yearBefore } from './period';
import { average, type Report, stackOf } from './report';
import classes from './Summary.module.css';
import type { Shown } from './search';
import { useWording } from './use-wording';

interface SummaryProps {
  report: Report;
  shown: Shown;
  today: string;
}

/** The figures of the period: its total, how that changed, its average and what the most of it came from. */
export function Summary({ report, shown, today }: SummaryProps) {
  const { t } = useTranslation();
  const words = useWording();
  const { range } = shown;
  const bucket = report.bucket;
  const total = report.total_emissions_kg_co2e;
  const mean = average(report, Date.now());
  const [largest] = stackOf(report);
  const isRunning = range && range.from <= today && range.until > today;
  return (
    <dl className={classes.figures}>
      <Figure name={t('emissions.total')} kilograms={total}>
        {t('emissions.usages', { count: report.total })}
        {isRunning && ` · ${t('emissions.soFar')}`}
      </Figure>
      <Changes shown={shown} total={total} bucket={bucket} />
      {mean && (
        <Figure name={t(`emissions.averagePer.${bucket}`)} kilograms={mean.kilograms}>
          {t(`emissions.over.${bucket}`, { count: mean.buckets })}
        </Figure>
      )}
      {largest && (
        <Figure name={t('emissions.largest')} kilograms={largest.emissions_kg_co2e}>
          <span className={classes.source}>
            <Swatch usageTypeId={largest.usage_type.id} />
            {words.type(largest.usage_type)}
          </span>
          {total.gt(ZERO) && ` · ${words.share(largest.emissions_kg_co2e.div(total))}`}
        </Figure>
      )}
    </dl>
  );
}

/** Nothing came before all time. A year ago and a period ago may be the same. */
function Changes({ shown, total, bucket }: { shown: Shown; total: Decimal; bucket: Bucket }) {
  const { range, period } = shown;
  if (!range) return null;
  const before = shifted(range, -1, period === '30-days');
  const year = yearBefore(range);
  const isSame = before.from === year.from && before.until === year.until;
  const name = isSame ? 'periodAndYearBefore' : 'periodBefore';
  return (
    <>
      <Comparison name={name} earlier={before} total={total} bucket={bucket} />
      {!isSame && <Comparison name="yearBefore" earlier={year} total={total} bucket={bucket} />}
    </>
  );
}

function Figure({ name, kilograms, children }: { name: string; kilograms: Decimal; children: ReactNode }) {
  return (
    <div>
      <dt className={classes.remark}>{name}</dt>
      <dd>
        <span className={classes.value}>
          <EmissionFigure kilograms={kilograms} />
        </span>
        <span className={classes.remark}>{children}</span>
      </dd>
    </div>
  );
}

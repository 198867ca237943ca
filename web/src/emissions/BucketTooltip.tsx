import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sum } from '../decimals/decimal';
import { useFormats } from '../ui/use-formats';
import { Swatch } from '../usage-types/Swatch';
import classes from './BucketTooltip.module.css';
import { partsOf, type Report } from './report';
import { useWording } from './use-wording';

const MOST_ROWS = 9;

interface BucketTooltipProps {
  report: Report;
  /** Is told which bar is pointed at, or moved to by a key. */
  onActive: (index: number | undefined) => void;
  // The rest comes from the chart.
  active?: boolean;
  label?: string | number;
}

/** The figures of one bar: its total, and its parts in the order of the stack. */
export function BucketTooltip({ report, onActive, active, label }: BucketTooltipProps) {
  const { t } = useTranslation();
  const { emissions } = useFormats();
  const words = useWording();
  const index = active && label !== undefined ? Number(label) : undefined;
  const tell = useEffectEvent(onActive);
  useEffect(() => tell(index), [index]);
  const bucket = index === undefined ? undefined : report.buckets[index];
  if (!bucket) return null;
  const parts = partsOf(report, bucket);
  const shown = parts.length > MOST_ROWS ? parts.slice(1 - MOST_ROWS) : parts;
  const others = parts.slice(0, parts.length - shown.length).map(({ kilograms }) => kilograms);
  return (
    <div className={classes.tooltip}>
      <div className={classes.row}>
        <strong>{words.bucket(bucket, report.bucket)}</strong>
        <strong>{emissions(bucket.total_emissions_kg_co2e).short}</strong>
      </div>
      {others.length > 0 && (
        <div className={classes.row}>
          <span>{t('emissions.others', { count: others.length })}</span>
          <span>{emissions(sum(others)).short}</span>
        </div>
      )}
      {shown.map(({ type, kilograms }) => (
        <div key={type.id} className={classes.row}>
          <span className={classes.name}>
            <Swatch usageTypeId={type.id} />
            {words.type(type)}
          </span>
          <span>{emissions(kilograms).short}</span>
        </div>
      ))}
    </div>
  );
}

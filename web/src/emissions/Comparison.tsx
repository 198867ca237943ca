import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Decimal } from '../decimals/decimal';
import { ZERO } from '../decimals/decimal';
import { useFormats } from '../ui/use-formats';
import type { Bucket, DayRange } from './period';
import { reportQuery } from './queries';
import { changeFrom } from './report';
import classes from './Summary.module.css';
import { useWording } from './use-wording';

interface ComparisonProps {
  name: 'periodBefore' | 'yearBefore' | 'periodAndYearBefore';
  earlier: DayRange;
  total: Decimal;
  bucket: Bucket;
}

/** How a total changed since an earlier period, which is named, with what it was then. */
export function Comparison({ name, earlier, total, bucket }: ComparisonProps) {
  const { t } = useTranslation();
  const { emissions, timeZone } = useFormats();
  const words = useWording();
  const { data, isError } = useQuery(reportQuery(earlier, bucket, timeZone));
  const then = data?.total_emissions_kg_co2e;
  const range = words.range(earlier);
  const change = then && changeFrom(then, total);
  return (
    <div className={classes.comparison}>
      <dt className={classes.remark}>{t(`emissions.${name}`)}</dt>
      <dd>
        <data
          className={classes.ratio}
          value={change?.kilograms.toFixed()}
          title={change && emissions(change.kilograms).exact}
          data-sign={change?.kilograms.cmp(ZERO)}
        >
          {change?.ratio ? words.change(change.ratio) : '–'}
        </data>
        <span className={classes.remark}>
          {then &&
            (data.total > 0
              ? t('emissions.then', { figure: emissions(then).short, range })
              : t('emissions.nothingThen', { range }))}
          {isError && t('emissions.notRead')}
        </span>
      </dd>
    </div>
  );
}

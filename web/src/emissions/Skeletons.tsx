import { Paper, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './EmissionsBody.module.css';
import summary from './Summary.module.css';

/** Of no meaning: the outline of a chart. */
const HEIGHTS = [64, 78, 92, 70, 54, 40, 28, 24, 30, 44, 60, 76];

/** Of the size of the chart with its axis. */
export function ChartSkeleton() {
  return (
    <div className={classes.chartSkeleton}>
      {HEIGHTS.map((height, bar) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they stay where they are
        <Skeleton key={bar} height={`${height}%`} radius={2} />
      ))}
    </div>
  );
}

/** Of the size of the figures and the chart. */
export function BodySkeleton({ isAllTime }: { isAllTime: boolean }) {
  const { t } = useTranslation();
  const figures = ['total', 'average', 'largest', ...(isAllTime ? [] : ['change'])];
  return (
    <section aria-busy="true" aria-label={t('emissions.loading')}>
      <div className={summary.figures} aria-hidden="true">
        {figures.map((figure) => (
          <div key={figure}>
            <Skeleton height={12} width="40%" mb={10} />
            <Skeleton height={22} width="60%" mb={10} />
            <Skeleton height={12} width="50%" />
          </div>
        ))}
      </div>
      <Paper withBorder className={classes.card}>
        <div className={classes.head}>
          <Skeleton height={24} width="9rem" />
        </div>
        <div className={classes.content}>
          <ChartSkeleton />
          <div className={classes.legendSkeleton}>
            {figures.map((figure) => (
              <Skeleton key={figure} height={12} />
            ))}
          </div>
        </div>
      </Paper>
    </section>
  );
}

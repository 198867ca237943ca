import { Button, Paper, SegmentedControl, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { useFormats } from '../ui/use-formats';
import classes from './EmissionsBody.module.css';
import { EmissionsTable } from './EmissionsTable';
import { Legend } from './Legend';
import { NothingToShow } from './NothingToShow';
import { MOST_BARS } from './period';
import type { Report } from './report';
import { BodySkeleton, ChartSkeleton } from './Skeletons';
import { Summary } from './Summary';
import type { EmissionsSearch, Shown } from './search';

const EmissionsChart = lazy(() => import('./EmissionsChart'));

interface BodyProps {
  query: UseQueryResult<Report>;
  shown: Shown;
  today: string;
  onChange: (change: EmissionsSearch) => void;
}

/** What the period shows, or why it shows nothing. */
export function EmissionsBody({ query, shown, today, onChange }: BodyProps) {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const { data: report, error, isPlaceholderData } = query;
  if (error) {
    return (
      <>
        <FailureAlert words={[inWords(error)]} mb="md" />
        <Button variant="default" onClick={() => void query.refetch()} loading={query.isFetching}>
          {t('emissions.tryAgain')}
        </Button>
      </>
    );
  }
  if (!report) return <BodySkeleton isAllTime={!shown.range} />;
  if (report.total === 0 && !isPlaceholderData) return <NothingToShow shown={shown} onChange={onChange} />;
  return (
    <div className={classes.body} aria-busy={isPlaceholderData}>
      <Summary report={report} shown={shown} today={today} />
      <Paper withBorder className={classes.card}>
        <header className={classes.head}>
          <Title order={2}>{t(`emissions.by.${report.bucket}`)}</Title>
          <SegmentedControl
            size="xs"
            aria-label={t('emissions.view')}
            value={shown.view}
            onChange={(view) => onChange({ view: view === 'table' ? 'table' : undefined })}
            data={[
              { value: 'chart', label: t('emissions.views.chart') },
              { value: 'table', label: t('emissions.views.table') },
            ]}
          />
        </header>
        <div className={classes.content}>
          <Content report={report} view={shown.view} />
        </div>
      </Paper>
    </div>
  );
}

function Content({ report, view }: { report: Report; view: Shown['view'] }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  if (report.buckets.length > MOST_BARS)
    return <p>{t('emissions.tooMany', { bars: count(report.buckets.length) })}</p>;
  if (view === 'table') return <EmissionsTable report={report} />;
  return (
    <>
      <Suspense fallback={<ChartSkeleton />}>
        {/* Anew for other bars: what a key had moved to is no longer there. */}
        <EmissionsChart key={`${report.bucket} ${report.from} ${report.to}`} report={report} />
      </Suspense>
      <Legend report={report} />
    </>
  );
}

import { Button, Paper, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ChartIcon } from '../ui/icons';
import { ButtonLink } from '../ui/links';
import { usePreferences } from '../ui/preferences';
import classes from './EmissionsBody.module.css';
import { reportQuery } from './queries';
import { BodySkeleton } from './Skeletons';
import type { EmissionsSearch, Shown } from './search';
import { useWording } from './use-wording';

interface NothingToShowProps {
  shown: Shown;
  onChange: (change: EmissionsSearch) => void;
}

/** Says whether only this period is empty or the whole ledger, and what to do about it. */
export function NothingToShow({ shown: { range }, onChange }: NothingToShowProps) {
  const { t } = useTranslation();
  const { timeZone } = usePreferences();
  const words = useWording();
  const { data: ever, isPending } = useQuery(reportQuery(undefined, 'year', timeZone));
  if (isPending) return <BodySkeleton isAllTime={!range} />;
  const hasUsages = range !== undefined && ever !== undefined && ever.total > 0;
  return (
    <Paper withBorder className={`${classes.card} ${classes.nothing}`}>
      <ChartIcon size={36} />
      <Title order={2}>
        {hasUsages ? t('emissions.nothingIn', { range: words.range(range) }) : t('emissions.nothing')}
      </Title>
      <p>{hasUsages ? t('emissions.nothingInHint') : t('emissions.nothingHint')}</p>
      {hasUsages ? (
        <Button
          onClick={() =>
            onChange({ period: 'all', at: undefined, from: undefined, to: undefined, bucket: undefined })
          }
        >
          {t('emissions.showAll')}
        </Button>
      ) : (
        <ButtonLink to="/usages">{t('emissions.recordFirst')}</ButtonLink>
      )}
    </Paper>
  );
}

import { Paper, Skeleton, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useUsageTypes } from '../usage-types/use-usage-types';
import classes from './FirstUsage.module.css';
import type { Usage } from './queries';
import { UsageForm } from './UsageForm';

/** What an empty account begins with: the form itself, each field explained. */
// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function FirstUsage({ onSaved }: { onSaved: (saved: Usage) => void }) {
  const { t } = useTranslation();
  const { types } = useUsageTypes();
  return (
    <Paper withBorder className={classes.first} id="first-usage">
      <Title order={2}>{t('usages.first.title')}</Title>
      <p className={classes.explanation}>{t('usages.first.explanation')}</p>
      {types ? <UsageForm types={types} onSaved={onSaved} isGuided /> : <Skeleton height={500} />}
    </Paper>
  );
}

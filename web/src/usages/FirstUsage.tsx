import { Paper, Skeleton, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../session/account';
import { DiscardQuestion } from '../ui/DiscardQuestion';
import { useLeaving } from '../ui/use-leaving';
import { useUsageTypes } from '../usage-types/use-usage-types';
import classes from './FirstUsage.module.css';
import type { Usage } from './queries';
import { UsageForm, type UsageFormHandle } from './UsageForm';

/** What an empty account begins with: the form itself, each field explained. */
// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function FirstUsage({ onSaved }: { onSaved: (saved: Usage) => void }) {
  const { t } = useTranslation();
  const { types } = useUsageTypes();
  // Whose form it is says whether something was left in it as a session ended.
  const { data: account } = useQuery(accountQuery);
  const form = useRef<UsageFormHandle>(null);
  const { isAsked, stay, proceed } = useLeaving(() => form.current?.hasTyped());
  return (
    <Paper withBorder className={classes.first} id="first-usage">
      <Title order={2}>{t('usages.first.title')}</Title>
      <p className={classes.explanation}>{t('usages.first.explanation')}</p>
      {types && account ? (
        <UsageForm ref={form} types={types} onSaved={onSaved} isGuided />
      ) : (
        <Skeleton height={500} />
      )}
      {isAsked && <DiscardQuestion onKeep={() => stay?.()} onDiscard={() => proceed?.()} />}
    </Paper>
  );
}

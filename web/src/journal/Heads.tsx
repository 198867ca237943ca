import { Button, Paper, Skeleton, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { copy } from '../ui/copy';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import type { Heads } from './entries';
import classes from './Journal.module.css';
import { headsQuery } from './queries';

/** What the journal is, and the hashes that one publishes. */
export function HeadsPanel() {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const { data: heads, error } = useQuery(headsQuery);
  return (
    <Paper withBorder className={classes.panel}>
      <p>{t('journal.about')}</p>
      <Title order={2}>{t('journal.heads.title')}</Title>
      <FailureAlert words={error && !heads ? [t('journal.heads.failed', { reason: inWords(error) })] : []} />
      <dl className={classes.heads} aria-busy={!heads && !error}>
        <Head name={t('journal.heads.own')} head={heads?.organisation_chain} />
        <Head name={t('journal.heads.installation')} head={heads?.installation_chain} />
      </dl>
    </Paper>
  );
}

function Head({ name, head }: { name: string; head: Heads['organisation_chain'] | undefined }) {
  const { t } = useTranslation();
  const number = String(head?.sequence);
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {!head && <Skeleton height={14} my={5} />}
        {head?.sequence === 0 && t('journal.heads.none')}
        {head && head.sequence > 0 && (
          <>
            <span>
              {t('journal.heads.entry', { number })} <code>{head.hash}</code>
            </span>
            <Button
              variant="default"
              size="compact-xs"
              aria-label={t('journal.heads.copyOf', { chain: name, number })}
              onClick={() => void copy(`${name}: ${t('journal.heads.entry', { number })} ${head.hash}`)}
            >
              {t('journal.heads.copy')}
            </Button>
          </>
        )}
      </dd>
    </div>
  );
}

import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { AnchorLink } from '../ui/links';
import { Nothing } from '../ui/Nothing';
import { PageHeading } from '../ui/PageHeading';
import { usePreferences } from '../ui/preferences';
import { Entries } from './Entries';
import { type Entry, isOfUsage } from './entries';
import { HeadsPanel } from './Heads';
import classes from './Journal.module.css';
import { JournalFilters } from './JournalFilters';
import { headsQuery, journalQuery } from './queries';
import { type JournalSearch, validateJournalSearch } from './search';

const route = getRouteApi('/shell/journal');

/** Everything that was changed in the organisation, and for everybody. */
export function JournalPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: JournalSearch) =>
    void navigate({
      search: (before) => validateJournalSearch({ ...before, ...changed }),
      resetScroll: false,
    });
  return (
    <>
      <PageHeading title={t('journal.title')} lead={t('journal.lead')} />
      <HeadsPanel />
      <JournalFilters search={search} onChange={change} />
      <List search={search} onClear={() => void navigate({ search: {} })} />
    </>
  );
}

function List({ search, onClear }: { search: JournalSearch; onClear: () => void }) {
  const { t } = useTranslation();
  const { timeZone } = usePreferences();
  const inWords = useFailureWords();
  const query = useInfiniteQuery(journalQuery(search, timeZone));
  const { data, error } = query;
  const entries = data?.pages.flatMap(({ items }) => items);
  useHeadsAfter(entries?.some(({ hash }) => hash === null) ?? false);
  const onlyThis = (entry: Entry, what: string) =>
    isOfUsage(entry) &&
    !search.usage && (
      <AnchorLink
        to="/journal"
        search={{ usage: entry.subject_id }}
        size="xs"
        aria-label={t('journal.onlyThisOf', { what })}
      >
        {t('journal.onlyThis')}
      </AnchorLink>
    );
  return (
    <>
      <FailureAlert words={error ? [t('journal.failed', { reason: inWords(error) })] : []} mb="md" />
      {error && (
        <Button mb="md" variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
          {t('journal.tryAgain')}
        </Button>
      )}
      {entries?.length === 0 && (
        <Nothing title={t('journal.none.title')} explanation={t('journal.none.explanation')}>
          <Button variant="default" onClick={onClear}>
            {t('journal.none.clear')}
          </Button>
        </Nothing>
      )}
      {entries && entries.length > 0 && (
        <section className={classes.list} aria-label={t('journal.entries')}>
          <Entries entries={entries} act={onlyThis} />
        </section>
      )}
      {!data && !error && <ListSkeleton />}
      {query.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('journal.earlier')}
        </Button>
      )}
    </>
  );
}

/** Once what was without a seal has one, the heads are others. */
function useHeadsAfter(isSealing: boolean): void {
  const queries = useQueryClient();
  const wasSealing = useRef(false);
  useEffect(() => {
    if (wasSealing.current && !isSealing) void queries.invalidateQueries(headsQuery);
    wasSealing.current = isSealing;
  }, [isSealing, queries]);
}

const ROWS_WHILE_LOADING = Array.from({ length: 12 }, (_, row) => row);

function ListSkeleton() {
  return (
    <div className={classes.list} aria-busy="true">
      {ROWS_WHILE_LOADING.map((row) => (
        <div key={row} className={classes.awaited}>
          <Skeleton height={10} width="14rem" mb={8} />
          <Skeleton height={12} width="60%" />
        </div>
      ))}
    </div>
  );
}

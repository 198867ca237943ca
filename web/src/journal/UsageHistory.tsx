import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { useFormats } from '../ui/use-formats';
import { Entries } from './Entries';
import { journalQuery } from './queries';

/** What the journal holds of one usage, the latest first. */
export function UsageHistory({ usageId }: { usageId: number }) {
  const { t } = useTranslation();
  const { timeZone } = useFormats();
  const inWords = useFailureWords();
  const { data, error, ...query } = useInfiniteQuery(journalQuery({ usage: usageId }, timeZone));
  return (
    <>
      {error && !data && <FailureAlert words={[t('journal.failed', { reason: inWords(error) })]} />}
      {!data && !error && <Skeleton height={58} />}
      {data && <Entries entries={data.pages.flatMap(({ items }) => items)} isOfOne />}
      {query.hasNextPage && (
        <Button
          size="xs"
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

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Entries.module.css';
import type { Entry } from './entries';
import { Seal } from './Seal';
import { useEntryWords } from './use-entry-words';

interface EntriesProps {
  entries: readonly Entry[];
  /** Where all are of one usage, whose name need not be said each time. */
  isOfOne?: boolean;
  /** What can be done with an entry, given what it is called. */
  act?: (entry: Entry, what: string) => ReactNode;
}

/** Entries of the journal, each in a sentence or two, with its seal. */
export function Entries({ entries, isOfOne, act }: EntriesProps) {
  const { t } = useTranslation();
  const words = useEntryWords();
  return (
    <ol className={classes.entries}>
      {entries.map((entry) => {
        const { heading, what } = words(entry, isOfOne);
        return (
          <li key={`${entry.action} ${entry.subject_id} ${entry.recorded_at}`}>
            <span className={classes.heading}>
              <time dateTime={entry.recorded_at}>{heading}</time>
            </span>
            <span className={classes.what}>{what}</span>
            {entry.reason && (
              <span className={classes.reason}>{t('journal.reason', { reason: entry.reason })}</span>
            )}
            <span className={classes.foot}>
              <Seal entry={entry} />
              {act?.(entry, what)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { copy } from '../ui/copy';
import classes from './Entries.module.css';
import { type Entry, INSTALLATION } from './entries';

const SHOWN_DIGITS = 8;

/** The place of an entry in its chain, and its hash: in short, whole on hover, and to be copied. */
export function Seal({ entry: { chain, sequence, hash } }: { entry: Entry }) {
  const { t } = useTranslation();
  if (sequence === null || hash === null)
    return <span className={classes.seal}>{t('journal.seal.notYet')}</span>;
  const number = String(sequence);
  const place = t(chain === INSTALLATION ? 'journal.seal.installation' : 'journal.seal.own', { number });
  const short = `${hash.slice(0, SHOWN_DIGITS)}…`;
  return (
    <span className={classes.seal}>
      {place}{' '}
      <UnstyledButton
        className={classes.hash}
        title={hash}
        aria-label={t('journal.seal.copy', { hash: short, entry: place })}
        onClick={() => void copy(hash)}
      >
        {short}
      </UnstyledButton>
    </span>
  );
}

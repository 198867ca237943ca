import { Alert, type MantineSpacing } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem, Unreachable } from '../api/problem';
import type en from '../locales/en.json';
import { WarningIcon } from './icons';

interface FailureAlertProps {
  /** What failed, each in a sentence; nothing is shown without any. */
  words: readonly string[];
  mb?: MantineSpacing;
  /** What else there is to say and to choose. */
  children?: ReactNode;
}

/** What went wrong, said to screen readers too. */
export function FailureAlert({ words, mb, children }: FailureAlertProps) {
  return (
    // The region is there before its words are, or some screen readers would not say them.
    <div role="alert">
      {words.length > 0 && (
        <Alert color="red" variant="light" role="presentation" icon={<WarningIcon />} mb={mb} p="sm">
          {words.join(' ')}
        </Alert>
      )}
      {children}
    </div>
  );
}

/** A failure in the reader's words, with what the service says of this very case; else in the service's alone. */
export function useFailureWords(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return (error) => {
    if (error instanceof Problem) {
      const said = error.faults.map(({ detail }) => detail).join(' ') || error.detail;
      const key = `failure.problems.${error.kind}`;
      return isText(i18n, key) ? t(key, { said }) : said;
    }
    if (error instanceof Unreachable) return t('failure.unreachable');
    return t('failure.unexpected', { message: error instanceof Error ? error.message : String(error) });
  };
}

type ProblemKey = `failure.problems.${keyof typeof en.failure.problems}`;

/** A newer service may know problems that we have no words for. */
function isText(i18n: { exists(key: string): boolean }, key: string): key is ProblemKey {
  return i18n.exists(key);
}

import { Alert, type MantineSpacing } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Problem, Unreachable } from '../api/problem';
import { WarningIcon } from './icons';

interface FailureAlertProps {
  /** What failed, each in a sentence; nothing is shown without any. */
  words: readonly string[];
  mb?: MantineSpacing;
}

/** What went wrong, said to screen readers too. */
export function FailureAlert({ words, mb }: FailureAlertProps) {
  return (
    // The region is there before its words are, or some screen readers would not say them.
    <div role="alert">
      {words.length > 0 && (
        <Alert color="red" variant="light" role="presentation" icon={<WarningIcon />} mb={mb} p="sm">
          {words.join(' ')}
        </Alert>
      )}
    </div>
  );
}

/** A failure in words: the service's own where it gave some. */
export function useFailureWords(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (error instanceof Problem) return error.detail;
    if (error instanceof Unreachable) return t('failure.unreachable');
    return t('failure.unexpected', { message: error instanceof Error ? error.message : String(error) });
  };
}

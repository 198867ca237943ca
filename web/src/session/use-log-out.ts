import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFailureWords } from '../ui/FailureAlert';
import { failureNotice } from '../ui/notices';
import { logOut } from './session';

/** Logs out here and in every tab; says so where the service could not end the session. */
export function useLogOut() {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  return useMutation({
    mutationFn: logOut,
    onError: (error) => failureNotice(t('session.logOutFailed', { reason: inWords(error) })),
  });
}

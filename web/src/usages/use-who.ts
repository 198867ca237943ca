import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../session/account';

/** Names whoever did something: you, or a user by their number. */
export function useWho(): (id: number) => string {
  const { t } = useTranslation();
  const me = useQuery(accountQuery).data?.id;
  return (id) => (id === me ? t('usages.why.you') : t('usages.why.user', { id: String(id) }));
}

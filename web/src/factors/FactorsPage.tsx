import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../session/account';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { ButtonLink } from '../ui/links';
import { PageHeading } from '../ui/PageHeading';
import { Factors } from './Factors';

/** For operators; others are told so, whatever way they came here. */
export function FactorsPage() {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const { data: account, error } = useQuery(accountQuery);
  if (account?.is_operator) return <Factors />;
  if (account)
    return (
      <>
        <PageHeading title={t('forbidden.title')} lead={t('forbidden.explanation')} />
        <ButtonLink to="/usages">{t('notFound.home')}</ButtonLink>
      </>
    );
  return <FailureAlert words={error ? [inWords(error)] : []} />;
}

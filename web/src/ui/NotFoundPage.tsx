import { useTranslation } from 'react-i18next';
import { ButtonLink } from './links';
import { PageHeading } from './PageHeading';
import { StandalonePage } from './StandalonePage';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <StandalonePage>
      <PageHeading title={t('notFound.title')} lead={t('notFound.explanation')} />
      <ButtonLink to="/usages">{t('notFound.home')}</ButtonLink>
    </StandalonePage>
  );
}

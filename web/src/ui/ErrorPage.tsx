import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFailureWords } from './FailureAlert';
import { PageHeading } from './PageHeading';
import { StandalonePage } from './StandalonePage';

/** Stands where a page should be that could not be shown. */
export function ErrorPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  return (
    <StandalonePage>
      <PageHeading title={t('errorPage.title')} lead={t('errorPage.explanation')} />
      <details>
        <summary>{t('errorPage.details')}</summary>
        <p>{inWords(error)}</p>
      </details>
      <Button mt="md" onClick={() => location.reload()}>
        {t('errorPage.reload')}
      </Button>
    </StandalonePage>
  );
}

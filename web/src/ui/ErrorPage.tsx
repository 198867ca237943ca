import { Button } from '@mantine/core';
import { useContext, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { reachability } from '../api/reachability';
import { useFailureWords } from './FailureAlert';
import { Framed } from './framed';
import { NotLoaded } from './lazy-page';
import { isServiceThere } from './not-loaded';
import { PageHeading } from './PageHeading';
import { StandalonePage } from './StandalonePage';

/** Without a service there would be nothing to load. */
const reloadIfThere = async () => {
  if (await isServiceThere()) location.reload();
};

/** Stands where a page should be that could not be shown; one that could not be loaded comes with the service. */
export function ErrorPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const isFramed = useContext(Framed);
  const isNotLoaded = error instanceof NotLoaded;
  useEffect(() => {
    if (!isNotLoaded) return;
    void isServiceThere();
    return reachability.subscribe(() => {
      if (reachability.get() === 'reachable') location.reload();
    });
  }, [isNotLoaded]);
  const content = (
    <>
      <PageHeading title={t('errorPage.title')} lead={t('errorPage.explanation')} />
      <details>
        <summary>{t('errorPage.details')}</summary>
        <p>{inWords(error)}</p>
      </details>
      <Button mt="md" onClick={reloadIfThere}>
        {t('errorPage.reload')}
      </Button>
    </>
  );
  return isFramed ? content : <StandalonePage>{content}</StandalonePage>;
}

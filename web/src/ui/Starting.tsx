import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ServiceBanner } from './ServiceBanner';
import classes from './Starting.module.css';

/** While it is found out whether somebody is logged in. It shows itself only where that takes a while. */
export function Starting() {
  const { t } = useTranslation();
  return (
    <>
      <ServiceBanner />
      <main className={classes.starting}>
        <Loader size="sm" aria-hidden />
        {t('shell.starting')}
      </main>
    </>
  );
}

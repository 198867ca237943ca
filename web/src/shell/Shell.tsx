import { Outlet } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Header } from './Header';
import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';
import { Framed } from '../ui/framed';
import classes from './Shell.module.css';
import { ShortcutHelp } from './ShortcutHelp';
import { useWhoIsHere } from './use-who-is-here';

/** What surrounds every page for those who are logged in. */
export function Shell() {
  const { t } = useTranslation();
  const who = useWhoIsHere();
  return (
    <>
      <a href="#content" className={classes.skip}>
        {t('shell.skip')}
      </a>
      <Header />
      <main id="content" tabIndex={-1} className={classes.content}>
        <Fragment key={who}>
          <Framed value={true}>
            <Outlet />
          </Framed>
        </Fragment>
      </main>
      <ShortcutHelp />
      <Notifications position="bottom-center" containerWidth={560} />
    </>
  );
}

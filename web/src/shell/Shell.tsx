import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Header } from './Header';
import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';
import classes from './Shell.module.css';
import { ShortcutHelp } from './ShortcutHelp';

/** What surrounds every page for those who are logged in. */
export function Shell() {
  const { t } = useTranslation();
  return (
    <>
      <a href="#content" className={classes.skip}>
        {t('shell.skip')}
      </a>
      <Header />
      <main id="content" tabIndex={-1} className={classes.content}>
        <Outlet />
      </main>
      <ShortcutHelp />
      <Notifications position="bottom-center" containerWidth={560} />
    </>
  );
}

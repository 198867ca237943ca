import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useIsOperator } from '../session/account';
import { useLogOut } from '../session/use-log-out';
import { Brand } from '../ui/Brand';
import { AccountIcon, ChartIcon, FactorIcon, JournalIcon, ListIcon, LogOutIcon } from '../ui/icons';
import { ThemeSwitch } from '../ui/ThemeSwitch';
import classes from './Header.module.css';

const PAGES = [
  { to: '/usages', label: 'shell.usages', Icon: ListIcon, operatorsOnly: false },
  { to: '/emissions', label: 'shell.emissions', Icon: ChartIcon, operatorsOnly: false },
  { to: '/journal', label: 'shell.journal', Icon: JournalIcon, operatorsOnly: false },
  { to: '/factors', label: 'shell.factors', Icon: FactorIcon, operatorsOnly: true },
  { to: '/account', label: 'shell.account', Icon: AccountIcon, operatorsOnly: false },
] as const;

export function Header() {
  const { t } = useTranslation();
  const isOperator = useIsOperator();
  const logOut = useLogOut();
  const pages = PAGES.filter((page) => isOperator || !page.operatorsOnly);
  return (
    <header className={classes.header}>
      <div className={classes.bar}>
        <Link to="/usages" className={classes.home}>
          <Brand />
        </Link>
        <nav aria-label={t('shell.navigation')} className={classes.navigation}>
          {pages.map(({ to, label, Icon }) => (
            <Link key={to} to={to} className={classes.page}>
              <Icon />
              {t(label)}
            </Link>
          ))}
        </nav>
        <div className={classes.tools}>
          <ThemeSwitch />
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            className={classes.logOut}
            leftSection={<LogOutIcon size={16} />}
            loading={logOut.isPending}
            onClick={() => logOut.mutate()}
          >
            {t('shell.logOut')}
          </Button>
        </div>
      </div>
    </header>
  );
}

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { askAgain, reachability } from '../api/reachability';
import { useStore } from '../api/store';
import { WarningIcon } from './icons';
import classes from './ServiceBanner.module.css';

/** Says calmly that the service does not answer. What somebody is typing stays untouched beneath. */
export function ServiceBanner() {
  const { t } = useTranslation();
  const isUnreachable = useStore(reachability) === 'unreachable';
  return (
    <div role="status">
      {isUnreachable && (
        <div className={classes.banner}>
          <WarningIcon />
          <span>{t('service.unreachable')}</span>
          <Button variant="default" size="compact-sm" onClick={() => void askAgain()}>
            {t('service.tryNow')}
          </Button>
        </div>
      )}
    </div>
  );
}

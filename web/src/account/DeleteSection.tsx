import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useDialog } from '../ui/use-dialog';
import classes from './Account.module.css';

const DeleteDialog = lazy(() => import('./DeleteDialog'));

export function DeleteSection() {
  const { t } = useTranslation();
  const { shown, open, close } = useDialog<true>();
  return (
    <div className={classes.deletion}>
      <p>{t('account.deletion.explanation')}</p>
      <Button color="red" variant="outline" onClick={() => open(true)}>
        {t('account.deletion.open')}
      </Button>
      <Suspense>{shown && <DeleteDialog onClose={close} />}</Suspense>
    </div>
  );
}

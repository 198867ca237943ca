import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/client';
import { accountQuery } from '../session/account';
import { api } from '../session/api';
import { PasswordField } from '../session/fields';
import { forgetSession } from '../session/session';
import { Dialog } from '../ui/Dialog';
import { DialogActions } from '../ui/DialogActions';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { useServiceForm } from '../ui/use-service-form';
import classes from './Account.module.css';
import { WhatGoes } from './WhatGoes';

/** Asks for the password, and says before what exactly will be gone. */
// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function DeleteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  // What would go is counted anew: it may have changed since the account was read.
  const { data: account, error, isFetchedAfterMount } = useQuery({ ...accountQuery, staleTime: 0 });
  const { form, faults, isPending, submit } = useServiceForm({
    initialValues: { password: '' },
    validate: ({ password }) => ({ password: password ? null : t('session.missing.password') }),
    async send(body) {
      await answer(api.DELETE('/api/v1/me', { body }));
      forgetSession();
    },
  });
  const isKnown = account !== undefined && isFetchedAfterMount && !error;
  return (
    <Dialog title={t('account.deletion.title')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <FailureAlert words={error ? [inWords(error)] : faults} mb="md" />
        <p style={{ margin: 0 }}>{t('account.deletion.goes')}</p>
        <ul className={classes.goes} aria-busy={!isKnown}>
          {isKnown ? (
            <WhatGoes account={account} />
          ) : (
            [0, 1].map((line) => (
              <li key={line}>
                <Skeleton height={16} my={2} />
              </li>
            ))
          )}
        </ul>
        <PasswordField
          label={t('account.deletion.password')}
          data-autofocus
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <DialogActions
          submit={t('account.deletion.submit')}
          isPending={isPending}
          isDisabled={!isKnown}
          isDestructive
        />
      </form>
    </Dialog>
  );
}

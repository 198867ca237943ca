import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/client';
import { api } from '../session/api';
import { NewPasswordField, PasswordField } from '../session/fields';
import { FailureAlert } from '../ui/FailureAlert';
import { notice } from '../ui/notices';
import { useServiceForm } from '../ui/use-service-form';

const SHORTEST_PASSWORD = 8;

/** A new password for the present one. The address lets password managers know whose they are. */
export function PasswordForm({ email }: { email: string | undefined }) {
  const { t } = useTranslation();
  const { form, faults, isPending, submit } = useServiceForm({
    initialValues: { current_password: '', new_password: '' },
    validate: (values) => ({
      current_password: values.current_password ? null : t('account.password.missing'),
      new_password: values.new_password.length < SHORTEST_PASSWORD ? t('session.passwordTooShort') : null,
    }),
    async send(body) {
      await answer(api.POST('/api/v1/me/password', { body }));
      form.reset();
      notice(t('account.password.changed'));
      // The fields are new ones, and the old one may have had the focus.
      setTimeout(() => form.getInputNode('current_password')?.focus());
    },
  });
  return (
    <form onSubmit={submit} noValidate aria-label={t('account.password.title')}>
      <input type="text" autoComplete="username" value={email ?? ''} readOnly hidden />
      <FailureAlert words={faults} mb="md" />
      <Stack gap="md" align="stretch">
        <PasswordField
          label={t('account.password.current')}
          key={form.key('current_password')}
          {...form.getInputProps('current_password')}
        />
        <NewPasswordField
          label={t('account.password.new')}
          key={form.key('new_password')}
          {...form.getInputProps('new_password')}
        />
        <Button type="submit" variant="default" loading={isPending} style={{ alignSelf: 'flex-start' }}>
          {t('account.password.submit')}
        </Button>
      </Stack>
    </form>
  );
}

import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useStore } from '../api/store';
import { AnchorLink } from '../ui/links';
import { useServiceForm } from '../ui/use-service-form';
import { EmailField, PasswordField } from './fields';
import { SessionForm } from './SessionForm';
import { logIn } from './session';
import { session } from './state';

const route = getRouteApi('/log-in');

export function LogInPage() {
  const { t } = useTranslation();
  const { redirect } = route.useSearch();
  const known = useStore(session);
  const hasEnded = known.state === 'out' && known.because === 'ended';
  const { form, faults, isPending, submit } = useServiceForm({
    initialValues: { email: '', password: '' },
    validate: (values) => ({
      email: values.email.trim() ? null : t('session.missing.email'),
      password: values.password ? null : t('session.missing.password'),
    }),
    send: ({ email, password }) => logIn(email.trim(), password),
  });
  return (
    <SessionForm
      title={t('session.logIn.title')}
      submit={t('session.logIn.submit')}
      isPending={isPending}
      faults={faults.length === 0 && hasEnded ? [t('session.logIn.ended')] : faults}
      onSubmit={submit}
      footer={
        <>
          {t('session.logIn.noAccount')}{' '}
          <AnchorLink to="/sign-up" search={{ redirect }}>
            {t('session.logIn.signUp')}
          </AnchorLink>
        </>
      }
    >
      <EmailField key={form.key('email')} {...form.getInputProps('email')} />
      <PasswordField
        label={t('session.password')}
        key={form.key('password')}
        {...form.getInputProps('password')}
      />
    </SessionForm>
  );
}

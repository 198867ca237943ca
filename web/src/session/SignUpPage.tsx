import { TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AnchorLink } from '../ui/links';
import { useServiceForm } from '../ui/use-service-form';
import { EmailField, NewPasswordField } from './fields';
import { SessionForm } from './SessionForm';
import { signUp } from './session';

const route = getRouteApi('/sign-up');
const SHORTEST_PASSWORD = 8;

export function SignUpPage() {
  const { t } = useTranslation();
  const { redirect } = route.useSearch();
  const { form, faults, isPending, submit } = useServiceForm({
    initialValues: { name: '', email: '', password: '' },
    validate: (values) => ({
      name: values.name.trim() ? null : t('session.missing.name'),
      email: values.email.trim() ? null : t('session.missing.email'),
      password: values.password.length < SHORTEST_PASSWORD ? t('session.passwordTooShort') : null,
    }),
    send: ({ name, email, password }) => signUp({ name: name.trim(), email: email.trim(), password }),
  });
  return (
    <SessionForm
      title={t('session.signUp.title')}
      submit={t('session.signUp.submit')}
      isPending={isPending}
      faults={faults}
      onSubmit={submit}
      footer={
        <>
          {t('session.signUp.haveAccount')}{' '}
          <AnchorLink to="/log-in" search={{ redirect }}>
            {t('session.signUp.logIn')}
          </AnchorLink>
        </>
      }
    >
      <TextInput
        label={t('session.name')}
        autoComplete="name"
        key={form.key('name')}
        {...form.getInputProps('name')}
      />
      <EmailField key={form.key('email')} {...form.getInputProps('email')} />
      <NewPasswordField
        label={t('session.password')}
        key={form.key('password')}
        {...form.getInputProps('password')}
      />
    </SessionForm>
  );
}

import { PasswordInput, type PasswordInputProps, TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The e-mail address that somebody logs in with. */
export function EmailField(props: TextInputProps) {
  const { t } = useTranslation();
  return <TextInput label={t('session.email')} type="email" autoComplete="username" {...props} />;
}

/** A password that somebody has: it can be shown, and is known to password managers. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      autoComplete="current-password"
      visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
      {...props}
    />
  );
}

/** A password that somebody chooses now. */
export function NewPasswordField(props: PasswordInputProps) {
  const { t } = useTranslation();
  return <PasswordField description={t('session.newPasswordHint')} autoComplete="new-password" {...props} />;
}

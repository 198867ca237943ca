import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../session/account';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { PageHeading } from '../ui/PageHeading';
import classes from './Account.module.css';
import { AccountSection } from './AccountSection';
import { DeleteSection } from './DeleteSection';
import { PasswordForm } from './PasswordForm';
import { PreferenceFields } from './PreferenceFields';
import { Profile, ProfileSkeleton } from './Profile';

export function AccountPage() {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const { data: account, error } = useQuery(accountQuery);
  return (
    <>
      <PageHeading title={t('account.title')} lead={t('account.lead')} />
      <FailureAlert words={error && !account ? [inWords(error)] : []} mb="md" />
      <div className={classes.sections}>
        <AccountSection title={t('account.profile.title')} lead={t('account.profile.lead')}>
          {account ? <Profile account={account} /> : <ProfileSkeleton />}
        </AccountSection>
        <AccountSection title={t('account.password.title')} lead={t('account.password.lead')}>
          <PasswordForm email={account?.email} />
        </AccountSection>
        <AccountSection title={t('account.preferences.title')} lead={t('account.preferences.lead')}>
          <PreferenceFields />
        </AccountSection>
        <AccountSection title={t('account.deletion.section')} lead={t('account.deletion.lead')}>
          <DeleteSection />
        </AccountSection>
      </div>
    </>
  );
}

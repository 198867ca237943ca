import { useTranslation } from 'react-i18next';
import type { components } from '../api/schema.gen';
import { useFormats } from '../ui/use-formats';

/** What deleting an account erases, as the service counts it: the items of a list. */
export function WhatGoes({ account }: { account: components['schemas']['AccountView'] }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const { organisation_goes, usages, usage_versions, journal_entries } = account.on_deletion;
  const organisation = account.organisation.name;
  return (
    <>
      <li>{t('account.deletion.person', { name: account.name, email: account.email })}</li>
      {organisation_goes ? (
        <>
          <li>{t('account.deletion.organisation', { organisation })}</li>
          <li>
            {t('account.deletion.usages', { count: usages, shown: count(usages) })}{' '}
            {usages > 0 &&
              t('account.deletion.versions', { count: usage_versions, shown: count(usage_versions) })}
          </li>
          {journal_entries > 0 && (
            <li>
              {t('account.deletion.journal', { count: journal_entries, shown: count(journal_entries) })}
            </li>
          )}
        </>
      ) : (
        <li>{t('account.deletion.stays', { organisation })}</li>
      )}
    </>
  );
}

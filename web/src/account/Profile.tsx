import { Button, Skeleton, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/client';
import type { components } from '../api/schema.gen';
import { accountQuery } from '../session/account';
import { api } from '../session/api';
import { FailureAlert } from '../ui/FailureAlert';
import { notice } from '../ui/notices';
import { useFormats } from '../ui/use-formats';
import { useServiceForm } from '../ui/use-service-form';
import classes from './Account.module.css';

/** Who somebody is here; the name can be changed. */
export function Profile({ account }: { account: components['schemas']['AccountView'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const queries = useQueryClient();
  const { form, faults, isPending, submit } = useServiceForm({
    initialValues: { name: account.name },
    validate: ({ name }) => ({ name: name.trim() ? null : t('session.missing.name') }),
    async send({ name }) {
      const renamed = await answer(api.PATCH('/api/v1/me', { body: { name: name.trim() } }));
      queries.setQueryData(accountQuery.queryKey, renamed);
      notice(t('account.profile.saved'));
    },
  });
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t('session.email')}</dt>
        <dd>{account.email}</dd>
        <dt>{t('account.profile.organisation')}</dt>
        <dd>{account.organisation.name}</dd>
        <dt>{t('account.profile.since')}</dt>
        <dd>
          <time dateTime={account.created_at}>{formats.date(account.created_at)}</time>
        </dd>
      </dl>
      <form onSubmit={submit} noValidate aria-label={t('account.profile.title')}>
        <FailureAlert words={faults} mb="md" />
        <div className={classes.inline}>
          <TextInput
            label={t('session.name')}
            autoComplete="name"
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
          <Button type="submit" variant="default" loading={isPending}>
            {t('account.profile.save')}
          </Button>
        </div>
      </form>
    </>
  );
}

/** As high as the profile, so that nothing moves when it comes. */
export function ProfileSkeleton() {
  const { t } = useTranslation();
  const facts = [t('session.email'), t('account.profile.organisation'), t('account.profile.since')];
  return (
    <div aria-busy="true">
      <dl className={classes.facts}>
        {facts.map((fact) => [
          <dt key={fact}>{fact}</dt>,
          <dd key={`${fact}:`}>
            <Skeleton height={14} width="50%" mt={3} />
          </dd>,
        ])}
      </dl>
      <div className={classes.inline}>
        <Skeleton height={36} mt={24} />
        <Skeleton height={36} mt={24} className={classes.awaited} />
      </div>
    </div>
  );
}

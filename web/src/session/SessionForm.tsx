import { Button, Paper, Stack, Title } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureAlert } from '../ui/FailureAlert';
import { StandalonePage } from '../ui/StandalonePage';
import classes from './SessionForm.module.css';

interface SessionFormProps {
  title: string;
  submit: string;
  isPending: boolean;
  /** What is wrong with the form as a whole. */
  faults: readonly string[];
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** The fields. */
  children: ReactNode;
  /** The way to the other form. */
  footer: ReactNode;
}

/** The frame that logging in and signing up share. */
export function SessionForm({
  title,
  submit,
  isPending,
  faults,
  onSubmit,
  children,
  footer,
}: SessionFormProps) {
  const { t } = useTranslation();
  return (
    <StandalonePage>
      <title>{t('title', { page: title })}</title>
      <Title order={1} tabIndex={-1} className={classes.title}>
        {title}
      </Title>
      <p className={classes.pitch}>{t('session.pitch')}</p>
      <Paper withBorder p="lg" className={classes.card}>
        <form onSubmit={onSubmit} noValidate aria-label={title}>
          <FailureAlert words={faults} mb="md" />
          <Stack gap="md">
            {children}
            <Button type="submit" loading={isPending} fullWidth size="md" mt="xs">
              {submit}
            </Button>
          </Stack>
        </form>
      </Paper>
      <p className={classes.footer}>{footer}</p>
    </StandalonePage>
  );
}

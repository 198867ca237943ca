import { Alert, Button, Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { WarningIcon } from '../ui/icons';
import { useFormats } from '../ui/use-formats';
import type { Usage } from './queries';
import { useWhat } from './use-what';
import { useWho } from './use-who';

interface ConflictProps {
  newest: Usage;
  keepMine: () => void;
  takeTheirs: () => void;
}

/** Says that what is being edited was changed elsewhere, what it is now, and lets the person choose. */
export function Conflict({ newest, keepMine, takeTheirs }: ConflictProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const what = useWhat();
  const who = useWho();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const emissions = formats.emissions(newest.emissions_kg_co2e).exact;
  return (
    <Alert
      color="red"
      variant="light"
      role="presentation"
      icon={<WarningIcon />}
      title={t('usages.form.changedMeanwhile.title', {
        who: who(newest.changed_by),
        date: formats.instant(newest.changed_at),
      })}
    >
      {t('usages.form.changedMeanwhile.now', { what: what(newest), emissions })}
      {newest.note && ` ${t('usages.form.changedMeanwhile.note', { note: newest.note })}`}
      <Group gap="sm" mt="sm">
        <Button ref={first} size="xs" variant="default" onClick={keepMine}>
          {t('usages.form.changedMeanwhile.keep')}
        </Button>
        <Button size="xs" variant="default" onClick={takeTheirs}>
          {t('usages.form.changedMeanwhile.take')}
        </Button>
      </Group>
    </Alert>
  );
}

import { Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayIn } from '../time/days';
import { Dialog } from '../ui/Dialog';
import { DialogActions } from '../ui/DialogActions';
import { FailureAlert } from '../ui/FailureAlert';
import { notice } from '../ui/notices';
import { useOnce } from '../ui/use-once';
import { useServiceForm } from '../ui/use-service-form';
import type { UsageType } from '../usage-types/queries';
import { publish } from './changes';
import { FactorFields } from './FactorFields';
import classes from './FactorFields.module.css';
import { useFactorValues } from './factor-values';
import { useTypeName } from './use-type-name';

interface PublishDialogProps {
  type: UsageType;
  onClose: () => void;
}

// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function PublishDialog({ type, onClose }: PublishDialogProps) {
  const { t } = useTranslation();
  const nameOf = useTypeName();
  const queries = useQueryClient();
  const factors = useFactorValues();
  const once = useOnce();
  const { form, faults, isPending, submit } = useServiceForm({
    initialValues: {
      factor: '',
      // Whoever stated the last one often states the next; but nobody states the installation's any more.
      source: (type.factor_version?.published_by && type.factor_version.source) || '',
      edition: '',
      valid_from: dayIn(factors.timeZone, Date.now()),
      valid_to: '',
    },
    validate: (values) => factors.validate(values),
    async send(values) {
      const body = factors.statement(values);
      await publish(queries, type, body, once.keyFor(body));
      notice(t('factors.publish.done', { name: type.name }));
      onClose();
    },
  });
  return (
    <Dialog
      title={t('factors.publish.of', { name: nameOf(type) })}
      onClose={onClose}
      hasTyped={() => form.isDirty()}
      size="lg"
    >
      <form ref={factors.formRef} onSubmit={submit} noValidate>
        <FailureAlert words={faults} mb="md" />
        <Stack gap="md">
          <p className={classes.effect}>{t('factors.publish.effect')}</p>
          <FactorFields form={form} unit={type.unit} />
        </Stack>
        <DialogActions submit={t('factors.publish.submit')} isPending={isPending} />
      </form>
    </Dialog>
  );
}

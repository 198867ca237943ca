import { Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog';
import { DialogActions } from '../ui/DialogActions';
import { FailureAlert } from '../ui/FailureAlert';
import { notice } from '../ui/notices';
import { useServiceForm } from '../ui/use-service-form';
import type { UsageType } from '../usage-types/queries';
import { rename } from './changes';
import { useTypeName } from './use-type-name';

interface RenameDialogProps {
  type: UsageType;
  onClose: () => void;
}

// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function RenameDialog({ type, onClose }: RenameDialogProps) {
  const { t } = useTranslation();
  const nameOf = useTypeName();
  const queries = useQueryClient();
  const { form, faults, isPending, submit } = useServiceForm({
    initialValues: { name: type.name },
    validate: ({ name }) => ({ name: name.trim() ? null : t('factors.faults.name') }),
    async send({ name }) {
      const renamed = await rename(queries, type, name.trim());
      notice(t('factors.rename.done', { name: renamed.name }));
      onClose();
    },
  });
  return (
    <Dialog
      title={t('factors.rename.of', { name: nameOf(type) })}
      onClose={onClose}
      hasTyped={() => form.isDirty()}
    >
      <form onSubmit={submit} noValidate>
        <FailureAlert words={faults} mb="md" />
        <Stack gap="md">
          <TextInput
            label={t('factors.fields.name')}
            description={t('factors.rename.hint')}
            data-autofocus
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
        </Stack>
        <DialogActions submit={t('factors.rename.submit')} isPending={isPending} />
      </form>
    </Dialog>
  );
}

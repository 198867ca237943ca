import { Select, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../shell/Dialog';
import { DialogActions } from '../shell/DialogActions';
import { FailureAlert } from '../shell/FailureAlert';
import { notice } from '../shell/notices';
import { useFormats } from '../shell/use-formats';
import { useServiceForm } from '../shell/use-service-form';
import { addType } from './changes';
import { FactorFields } from './FactorFields';
import { useFactorValues } from './factor-values';
import { UNITS } from './units';

// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function AddTypeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const queries = useQueryClient();
  const factors = useFactorValues();
  const [unit, setUnit] = useState<string>();
  const { form, faults, isPending, submit } = useServiceForm({
    initialValues: { name: '', unit: '', factor: '', source: '', edition: '', valid_from: '', valid_to: '' },
    validate: (values) => ({
      name: values.name.trim() ? null : t('factors.faults.name'),
      unit: values.unit ? null : t('factors.faults.unit'),
      ...factors.validate(values),
    }),
    async send(values) {
      const { name } = await addType(queries, {
        name: values.name.trim(),
        unit: values.unit,
        ...factors.statement(values),
      });
      notice(t('factors.add.done', { name }));
      onClose();
    },
  });
  form.watch('unit', ({ value }) => setUnit(value || undefined));
  return (
    <Dialog title={t('factors.add.title')} onClose={onClose} size="lg">
      <form ref={factors.formRef} onSubmit={submit} noValidate>
        <FailureAlert words={faults} mb="md" />
        <Stack gap="md">
          <TextInput
            label={t('factors.fields.name')}
            description={t('factors.fields.nameHint')}
            autoComplete="off"
            data-autofocus
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
          <Select
            label={t('factors.fields.unit')}
            description={t('factors.fields.unitHint')}
            data={Object.entries(UNITS).map(([dimension, codes]) => ({
              group: t(`factors.dimensions.${dimension as keyof typeof UNITS}`),
              items: codes.map((code) => ({ value: code, label: formats.unit(code) })),
            }))}
            searchable
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            nothingFoundMessage={t('factors.fields.noSuchUnit')}
            key={form.key('unit')}
            {...form.getInputProps('unit')}
          />
          <FactorFields form={form} unit={unit} />
        </Stack>
        <DialogActions submit={t('factors.add.submit')} isPending={isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

import { Select, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DIMENSIONS, type Dimension, dimensionOf, isUnit, UNITS } from '../api/units';
import { Dialog } from '../ui/Dialog';
import { DialogActions } from '../ui/DialogActions';
import { FailureAlert } from '../ui/FailureAlert';
import { notice } from '../ui/notices';
import { FirstField } from '../ui/typed-ahead';
import { useFormats } from '../ui/use-formats';
import { useOnce } from '../ui/use-once';
import { useServiceForm } from '../ui/use-service-form';
import { addType } from './changes';
import { readDensity } from './density';
import { EntryUnits, type EntryUnitValues, entryUnits } from './EntryUnits';
import { FactorFields } from './FactorFields';
import { type FactorValues, useFactorValues } from './factor-values';

interface AddTypeValues extends FactorValues, EntryUnitValues, Record<string, unknown> {
  name: string;
  unit: string;
}

// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function AddTypeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const queries = useQueryClient();
  const factors = useFactorValues();
  const once = useOnce();
  const { form, faults, isPending, submit } = useServiceForm<AddTypeValues>({
    initialValues: {
      name: '',
      unit: '',
      density_kg_per_l: '',
      accepted_units: [],
      factor: '',
      source: '',
      edition: '',
      valid_from: '',
      valid_to: '',
    },
    validate: (values) => ({
      name: values.name.trim() ? null : t('factors.faults.name'),
      unit: values.unit ? null : t('factors.faults.unit'),
      density_kg_per_l:
        readDensity(values.density_kg_per_l, formats.locale) === undefined
          ? t('factors.faults.density')
          : null,
      ...factors.validate(values),
    }),
    async send(values) {
      const body = {
        name: values.name.trim(),
        unit: values.unit,
        accepted_units: values.accepted_units,
        density_kg_per_l: readDensity(values.density_kg_per_l, formats.locale) ?? null,
        ...factors.statement(values),
      };
      const { name } = await addType(queries, body, once.keyFor(body));
      notice(t('factors.add.done', { name }));
      onClose();
    },
  });
  const unit = form.useWatchValue('unit');
  const hasDensity = form.useWatchValue('density_kg_per_l').trim() !== '';
  const dimension = dimensionOf(unit);
  form.watch('unit', ({ value }) => {
    form.setFieldValue('density_kg_per_l', '');
    offer(dimensionOf(value), false);
  });
  form.watch('density_kg_per_l', ({ value, previousValue }) => {
    const has = value.trim() !== '';
    if (has !== (previousValue.trim() !== '')) offer(dimensionOf(form.getValues().unit), has);
  });
  const offer = (of: Dimension | undefined, has: boolean) =>
    form.setFieldValue('accepted_units', of ? [...entryUnits(of, has)] : []);
  return (
    <Dialog title={t('factors.add.title')} onClose={onClose} hasTyped={() => form.isDirty()} size="lg">
      <form ref={factors.formRef} onSubmit={submit} noValidate>
        <FirstField form={factors.formRef} />
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
            data={DIMENSIONS.map((dimension) => ({
              group: t(`factors.dimensions.${dimension}`),
              items: UNITS[dimension].map((code) => ({ value: code, label: formats.unit(code) })),
            }))}
            searchable
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            nothingFoundMessage={t('factors.fields.noSuchUnit')}
            key={form.key('unit')}
            {...form.getInputProps('unit')}
          />
          {dimension && isUnit(unit) && (
            <EntryUnits form={form} unit={unit} dimension={dimension} hasDensity={hasDensity} />
          )}
          <FactorFields form={form} unit={unit || undefined} />
        </Stack>
        <DialogActions submit={t('factors.add.submit')} isPending={isPending} />
      </form>
    </Dialog>
  );
}

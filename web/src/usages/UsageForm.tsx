import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureAlert } from '../ui/FailureAlert';
import { useFormats } from '../ui/use-formats';
import { useServiceForm } from '../ui/use-service-form';
import type { UsageType } from '../usage-types/queries';
import { FigurePreview } from './FigurePreview';
import { readAnew, recordUsage, replaceUsage, type Usage } from './queries';
import { type Entered, type EntryFault, enteredOf, readEntered } from './statement';
import { TypeSelect } from './TypeSelect';
import classes from './UsageForm.module.css';
import { useFigure } from './use-figure';

/** What the form tells whoever would close it. */
export interface UsageFormHandle {
  hasTyped: () => boolean;
}

interface UsageFormProps {
  ref?: Ref<UsageFormHandle>;
  types: readonly UsageType[];
  /** The one to edit; without it a new one is recorded. */
  usage?: Usage;
  /** After it was saved and what is on the screen read anew. */
  onSaved: (saved: Usage, isAnotherToCome: boolean) => void;
  onCancel?: () => void;
  /** What each field is for, for those who see it the first time. */
  isGuided?: boolean;
}

export function UsageForm({ ref, types, usage, onSaved, onCancel, isGuided = false }: UsageFormProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const queryClient = useQueryClient();
  const isAnotherToCome = useRef(false);
  const [initialValues] = useState(() => enteredOf(usage, formats));
  const read = (entered: Entered) => readEntered(entered, usage, formats);
  const said = (fault?: EntryFault) => (fault ? t(`usages.form.faults.${fault}`) : null);
  const { form, faults, isPending, submit } = useServiceForm<Entered>({
    initialValues,
    validate(entered) {
      const { usage_type_id, amount, usage_at } = read(entered).faults;
      return { usage_type_id: said(usage_type_id), amount: said(amount), usage_at: said(usage_at) };
    },
    async send(entered) {
      const { usageTypeId, amount, usageAt } = read(entered);
      if (usageTypeId === undefined || amount === undefined || usageAt === undefined) return;
      const { unit, note } = entered;
      const body = { usage_type_id: usageTypeId, amount, unit, usage_at: usageAt, note: note.trim() || null };
      const saved = await (usage ? replaceUsage(usage.id, body) : recordUsage(body));
      const isNext = isAnotherToCome.current;
      if (isNext) clearForNext();
      await readAnew(queryClient);
      onSaved(saved, isNext);
    },
  });
  useImperativeHandle(ref, () => ({ hasTyped: () => form.isDirty() }));
  const clearForNext = () => {
    form.setFieldValue('amount', '');
    form.setFieldValue('note', '');
    form.resetDirty();
    // The field is there anew once React has drawn it.
    setTimeout(() => form.getInputNode('amount')?.focus());
  };
  const values: Entered = {
    usage_type_id: form.useWatchValue('usage_type_id'),
    amount: form.useWatchValue('amount'),
    unit: form.useWatchValue('unit'),
    usage_at: form.useWatchValue('usage_at'),
    note: '',
  };
  const type = types.find(({ id }) => String(id) === values.usage_type_id);
  const foreseen = useFigure(read(values), values.unit, type, usage);
  const chooseType = form.getInputProps('usage_type_id').onChange;
  const save = (isNext: boolean) => {
    isAnotherToCome.current = isNext;
    submit();
  };
  return (
    <form
      className={classes.form}
      noValidate
      aria-label={usage ? t('usages.form.edit') : t('usages.form.add')}
      onSubmit={(event) => {
        event.preventDefault();
        save(false);
      }}
    >
      <FailureAlert words={faults} />
      <TypeSelect
        label={t('usages.form.type')}
        description={isGuided && t('usages.form.typeHint')}
        placeholder={t('usages.form.typePlaceholder')}
        types={types.filter(({ id, retired_at }) => retired_at === null || id === usage?.usage_type_id)}
        data-autofocus={!usage || undefined}
        key={form.key('usage_type_id')}
        {...form.getInputProps('usage_type_id')}
        onChange={(id: string | null) => {
          chooseType(id);
          form.setFieldValue('unit', types.find((one) => String(one.id) === id)?.unit ?? '');
        }}
      />
      <div className={classes.row}>
        <TextInput
          label={t('usages.form.amount')}
          description={isGuided && t('usages.form.amountHint')}
          inputMode="decimal"
          autoComplete="off"
          classNames={{ input: classes.amount }}
          data-autofocus={usage !== undefined || undefined}
          key={form.key('amount')}
          {...form.getInputProps('amount')}
        />
        <NativeSelect
          label={t('usages.form.unit')}
          description={isGuided && t('usages.form.unitHint')}
          disabled={!type}
          data={type?.accepted_units.map(({ unit }) => ({ value: unit, label: formats.unit(unit) })) ?? []}
          key={form.key('unit')}
          {...form.getInputProps('unit')}
        />
      </div>
      <TextInput
        label={t('usages.form.when', { zone: formats.timeZone })}
        description={isGuided && t('usages.form.whenHint')}
        type="datetime-local"
        key={form.key('usage_at')}
        {...form.getInputProps('usage_at')}
      />
      <TextInput
        label={t('usages.form.note')}
        maxLength={500}
        autoComplete="off"
        key={form.key('note')}
        {...form.getInputProps('note')}
      />
      <FigurePreview foreseen={foreseen} usage={usage} />
      <div className={classes.buttons}>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t('dialog.cancel')}
          </Button>
        )}
        {!usage && !isGuided && (
          <Button variant="default" disabled={isPending} onClick={() => save(true)}>
            {t('usages.form.saveAndNext')}
          </Button>
        )}
        <Button type="submit" loading={isPending}>
          {t('usages.form.save')}
        </Button>
      </div>
    </form>
  );
}

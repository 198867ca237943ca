import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureAlert } from '../ui/FailureAlert';
import { useFirstField } from '../ui/typed-ahead';
import { useFormats } from '../ui/use-formats';
import { useLeave } from '../ui/use-leaving';
import type { UsageType } from '../usage-types/queries';
import { Conflict } from './Conflict';
import { FigurePreview } from './FigurePreview';
import { LONGEST_REASON, type Usage } from './queries';
import type { Entered } from './statement';
import { TypeSelect } from './TypeSelect';
import classes from './UsageForm.module.css';
import { useFigure } from './use-figure';
import { useUsageForm } from './use-usage-form';
import { WhenFields } from './WhenFields';

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
  /** What each field is for, for those who see it the first time. */
  isGuided?: boolean;
}

export function UsageForm({ ref, types, usage, onSaved, isGuided = false }: UsageFormProps) {
  const { t } = useTranslation();
  const element = useRef<HTMLFormElement>(null);
  const state = useUsageForm(usage, onSaved);
  const { form, base, hasTyped, submitAnd } = state;
  useImperativeHandle(ref, () => ({ hasTyped }));
  useFirstField(element, isGuided);
  const values: Entered = {
    usage_type_id: form.useWatchValue('usage_type_id'),
    amount: form.useWatchValue('amount'),
    unit: form.useWatchValue('unit'),
    usage_at: form.useWatchValue('usage_at'),
    occurrence: form.useWatchValue('occurrence'),
    note: '',
    reason: '',
  };
  const type = types.find(({ id }) => String(id) === values.usage_type_id);
  const foreseen = useFigure(state.read(values), values.unit, type, base);
  const chooseType = form.getInputProps('usage_type_id').onChange;
  return (
    <form
      ref={element}
      className={classes.form}
      noValidate
      aria-label={usage ? t('usages.form.edit') : t('usages.form.add')}
      onSubmit={(event) => {
        event.preventDefault();
        submitAnd(false);
      }}
    >
      <FailureAlert words={state.faults}>{state.conflict && <Conflict {...state.conflict} />}</FailureAlert>
      <TypeSelect
        label={t('usages.form.type')}
        description={isGuided && t('usages.form.typeHint')}
        placeholder={t('usages.form.typePlaceholder')}
        types={types.filter(({ id, retired_at }) => retired_at === null || id === base?.usage_type_id)}
        data-autofocus={!usage || undefined}
        key={form.key('usage_type_id')}
        {...form.getInputProps('usage_type_id')}
        onChange={(id: string | null) => {
          chooseType(id);
          form.setFieldValue('unit', types.find((one) => String(one.id) === id)?.unit ?? '');
        }}
      />
      <AmountFields form={form} type={type} isFirst={usage !== undefined} isGuided={isGuided} />
      <WhenFields form={form} usageAt={values.usage_at} isGuided={isGuided} />
      <Textarea
        label={t('usages.form.note')}
        maxLength={500}
        autosize
        minRows={1}
        maxRows={6}
        autoComplete="off"
        onKeyDown={saveByKeyboard}
        key={form.key('note')}
        {...form.getInputProps('note')}
      />
      {usage && (
        <TextInput
          label={t('usages.form.reason')}
          maxLength={LONGEST_REASON}
          autoComplete="off"
          key={form.key('reason')}
          {...form.getInputProps('reason')}
        />
      )}
      <FigurePreview foreseen={foreseen} usage={base} />
      <div className={classes.buttons}>
        <CancelButton />
        {!usage && !isGuided && (
          <Button variant="default" disabled={state.isPending} onClick={() => submitAnd(true)}>
            {t('usages.form.saveAndNext')}
          </Button>
        )}
        <Button type="submit" loading={state.isPending}>
          {t('usages.form.save')}
        </Button>
      </div>
    </form>
  );
}

interface AmountFieldsProps {
  form: ReturnType<typeof useUsageForm>['form'];
  type: UsageType | undefined;
  /** Whether the focus begins here. */
  isFirst: boolean;
  isGuided: boolean;
}

function AmountFields({ form, type, isFirst, isGuided }: AmountFieldsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className={classes.row}>
      <TextInput
        label={t('usages.form.amount')}
        description={isGuided && t('usages.form.amountHint')}
        inputMode="decimal"
        autoComplete="off"
        classNames={{ input: classes.amount }}
        data-autofocus={isFirst || undefined}
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
  );
}

function CancelButton() {
  const { t } = useTranslation();
  const leave = useLeave();
  return (
    leave && (
      <Button variant="default" onClick={leave}>
        {t('dialog.cancel')}
      </Button>
    )
  );
}

/** Enter breaks the line of a note, so it takes another key with it to save. */
function saveByKeyboard(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}

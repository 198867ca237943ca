import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../ui/use-formats';
import classes from './FactorFields.module.css';
import type { FactorValues } from './factor-values';

interface FactorFieldsProps {
  form: {
    key: (field: keyof FactorValues) => string;
    getInputProps: (field: keyof FactorValues) => object;
  };
  /** The unit that the factor is for; none while it is not chosen yet. */
  unit?: string | undefined;
}

/** What a factor states: how much, who says so, from when to when. */
export function FactorFields({ form, unit }: FactorFieldsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <TextInput
        label={t('factors.fields.factor')}
        description={unit ? t('factors.perUnit', { unit: formats.unit(unit) }) : t('factors.perItsUnit')}
        inputMode="decimal"
        autoComplete="off"
        classNames={{ input: classes.number }}
        key={form.key('factor')}
        {...form.getInputProps('factor')}
      />
      <div className={classes.pair}>
        <TextInput
          label={t('factors.fields.source')}
          description={t('factors.fields.sourceHint')}
          key={form.key('source')}
          {...form.getInputProps('source')}
        />
        <TextInput
          label={t('factors.fields.edition')}
          description={t('factors.fields.optional')}
          key={form.key('edition')}
          {...form.getInputProps('edition')}
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          type="date"
          label={t('factors.fields.from')}
          description={t('factors.fields.fromHint')}
          key={form.key('valid_from')}
          {...form.getInputProps('valid_from')}
        />
        <TextInput
          type="date"
          label={t('factors.fields.until')}
          description={t('factors.fields.untilHint')}
          key={form.key('valid_to')}
          {...form.getInputProps('valid_to')}
        />
      </div>
    </>
  );
}

import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { offsetName } from '../time/zone';
import { useFormats } from '../ui/use-formats';
import { type Entered, FIRST_TIME, LAST_TIME, timesOf } from './statement';

interface WhenFieldsProps {
  form: {
    key: (field: keyof Entered & string) => string;
    getInputProps: (field: keyof Entered & string) => object;
  };
  /** As it stands in the field now. */
  usageAt: string;
  isGuided: boolean;
}

/** Date and time, and which of the two it was where clocks are put back. */
export function WhenFields({ form, usageAt, isGuided }: WhenFieldsProps) {
  const { t } = useTranslation();
  const { timeZone } = useFormats();
  const times = timesOf({ usage_at: usageAt }, timeZone);
  return (
    <>
      <TextInput
        label={t('usages.form.when', { zone: timeZone })}
        description={isGuided && t('usages.form.whenHint')}
        type="datetime-local"
        min={FIRST_TIME}
        max={LAST_TIME}
        step={usageAt.length > 16 ? 1 : undefined}
        key={form.key('usage_at')}
        {...form.getInputProps('usage_at')}
      />
      {times.length > 1 && (
        <NativeSelect
          label={t('usages.form.occurrence')}
          data={times.map((time, index) => ({
            value: String(index),
            label: t(index === 0 ? 'usages.form.first' : 'usages.form.second', {
              offset: offsetName(time, timeZone),
            }),
          }))}
          key={form.key('occurrence')}
          {...form.getInputProps('occurrence')}
        />
      )}
    </>
  );
}

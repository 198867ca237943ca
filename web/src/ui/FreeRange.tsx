import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './FreeRange.module.css';
import { FIRST_DAY, LAST_DAY } from './search-params';

/** The first and the last day; '' leaves an end open. */
export interface FreeDays {
  from: string;
  to: string;
}

interface FreeRangeProps extends FreeDays {
  /** Where no end may be left open. */
  required?: boolean;
  /** Told once somebody is done: by Enter, the button, or leaving both fields. */
  onChange: (days: FreeDays) => void;
}

/** The first and the last day of a free range, in the browser's own date fields. */
export function FreeRange({ from, to, required, onChange }: FreeRangeProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ from, to, given: { from, to } });
  // Somebody stepped to another range. Not by a key, as the focus would be lost.
  if (typed.given.from !== from || typed.given.to !== to) setTyped({ from, to, given: { from, to } });
  const isBackwards = typed.from !== '' && typed.to !== '' && typed.from > typed.to;
  const commit = () => {
    if (!isBackwards && (typed.from !== from || typed.to !== to))
      onChange({ from: typed.from, to: typed.to });
  };
  return (
    <form
      className={classes.free}
      aria-label={t('freeRange.label')}
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
      // While somebody types a year, each digit would be a range of its own; and half a day is none yet.
      onBlur={(event) => {
        const form = event.currentTarget;
        if (!form.contains(event.relatedTarget) && form.matches(':valid')) commit();
      }}
    >
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          min={FIRST_DAY}
          max={LAST_DAY}
          required={required}
          aria-label={t(`freeRange.${end}`)}
          title={t(`freeRange.${end}`)}
          value={typed[end]}
          onChange={(event) => setTyped({ ...typed, [end]: event.currentTarget.value })}
          error={end === 'to' && isBackwards && t('freeRange.backwards')}
        />
      ))}
      <Button type="submit" variant="default">
        {t('freeRange.show')}
      </Button>
    </form>
  );
}

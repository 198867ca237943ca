import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../time/days';
import classes from './PeriodControls.module.css';
import type { DayRange } from './period';
import { validateSearch } from './search';

interface FreeRangeProps {
  range: DayRange;
  onChange: (range: DayRange) => void;
}

/** The first and the last day of a free range, in the browser's own date fields. */
export function FreeRange({ range, onChange }: FreeRangeProps) {
  const { t } = useTranslation();
  const shown = { from: range.from, to: addDays(range.until, -1) };
  const [{ from, to, given }, setTyped] = useState({ ...shown, given: shown });
  // Somebody stepped to another range. Not by a key, as the focus would be lost.
  if (given.from !== shown.from || given.to !== shown.to) setTyped({ ...shown, given: shown });
  const isBackwards = from !== '' && to !== '' && from > to;
  const commit = () => {
    const free = validateSearch({ from, to });
    if (!free.from || !free.to || (free.from === shown.from && free.to === shown.to)) return;
    onChange({ from: free.from, until: addDays(free.to, 1) });
  };
  return (
    <form
      className={classes.free}
      aria-label={t('emissions.periods.free')}
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
      // While somebody types a year, each digit would be a range of its own.
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) commit();
      }}
    >
      <TextInput
        type="date"
        aria-label={t('emissions.from')}
        value={from}
        onChange={(event) => setTyped({ from: event.currentTarget.value, to, given })}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="date"
        aria-label={t('emissions.to')}
        value={to}
        onChange={(event) => setTyped({ from, to: event.currentTarget.value, given })}
        error={isBackwards && t('emissions.backwards')}
      />
      <Button type="submit" variant="default">
        {t('emissions.show')}
      </Button>
    </form>
  );
}

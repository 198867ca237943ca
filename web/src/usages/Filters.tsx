import { Button, Checkbox, NativeSelect, Popover, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FreeRange } from '../ui/FreeRange';
import { ChevronIcon } from '../ui/icons';
import { useFormats } from '../ui/use-formats';
import { Swatch } from '../usage-types/Swatch';
import { useUsageTypes } from '../usage-types/use-usage-types';
import classes from './Filters.module.css';
import { daysOf, RANGES } from './range';
import { NEWEST_FIRST, SORTS, type UsagesSearch } from './search';

interface FiltersProps {
  search: UsagesSearch;
  onChange: (change: Partial<UsagesSearch>) => void;
  /** Where there is no table, whose heads would do it. */
  hasSort: boolean;
}

export function Filters({ search, onChange, hasSort }: FiltersProps) {
  const { t } = useTranslation();
  const { timeZone } = useFormats();
  const { types, nameOf } = useUsageTypes();
  const [isFreeChosen, setFreeChosen] = useState(false);
  const { range, from = '', to = '', type = [], sort = NEWEST_FIRST } = search;
  const isFree = !range && (isFreeChosen || Boolean(from || to));
  const chooseRange = (chosen: string) => {
    setFreeChosen(chosen === 'free');
    const preset = RANGES.find((one) => one === chosen);
    // A free range begins with the days that are shown.
    const days = chosen === 'free' && range ? daysOf(range, timeZone) : { from: undefined, to: undefined };
    onChange({ range: preset, ...days });
  };
  return (
    <div className={classes.filters}>
      <NativeSelect
        aria-label={t('usages.range.label')}
        value={range ?? (isFree ? 'free' : 'all')}
        onChange={(event) => chooseRange(event.currentTarget.value)}
        data={(['all', ...RANGES, 'free'] as const).map((value) => ({
          value,
          label: t(`usages.range.${value}`),
        }))}
      />
      {isFree && (
        <FreeRange
          from={from}
          to={to}
          onChange={(days) => {
            setFreeChosen(true);
            onChange(days);
          }}
        />
      )}
      <Popover position="bottom-start" trapFocus returnFocus withRoles>
        <Popover.Target>
          <Button variant="default" rightSection={<ChevronIcon size={14} />} fw={480}>
            {type.length > 0 ? t('usages.types.some', { count: type.length }) : t('usages.types.all')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('usages.types.label')}>
          <Stack gap="xs" mah="min(26rem, 60vh)" p={2} style={{ overflowY: 'auto' }}>
            {types?.map((one) => (
              <Checkbox
                key={one.id}
                checked={type.includes(one.id)}
                onChange={(event) =>
                  onChange({
                    type: event.currentTarget.checked
                      ? [...type, one.id]
                      : type.filter((id) => id !== one.id),
                  })
                }
                label={
                  <>
                    <Swatch usageTypeId={one.id} /> {nameOf(one)}
                  </>
                }
              />
            ))}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {hasSort && (
        <NativeSelect
          aria-label={t('usages.sort.label')}
          value={sort}
          onChange={(event) => onChange({ sort: SORTS.find((one) => one === event.currentTarget.value) })}
          data={SORTS.map((value) => ({ value, label: t(`usages.sort.${value}`) }))}
        />
      )}
    </div>
  );
}

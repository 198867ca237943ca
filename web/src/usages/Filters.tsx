import { Button, Checkbox, NativeSelect, Popover, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronIcon } from '../ui/icons';
import { useFormats } from '../ui/use-formats';
import { useUsageTypes } from '../usage-types/use-usage-types';
import classes from './Filters.module.css';
import { daysOf, RANGES } from './range';
import { NEWEST_FIRST, SORTS, type UsagesSearch } from './search';
import { TypeDot } from './TypeDot';

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
  const { range, from, to, type = [], sort = NEWEST_FIRST } = search;
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
      {isFree &&
        (['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            aria-label={t(`usages.range.${end}`)}
            title={t(`usages.range.${end}`)}
            value={search[end] ?? ''}
            onChange={(event) => {
              setFreeChosen(true);
              onChange({ [end]: event.currentTarget.value || undefined });
            }}
          />
        ))}
      <Popover position="bottom-start" trapFocus returnFocus withRoles>
        <Popover.Target>
          <Button variant="default" rightSection={<ChevronIcon size={14} />} fw={480}>
            {type.length > 0 ? t('usages.types.some', { count: type.length }) : t('usages.types.all')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('usages.types.label')}>
          <Stack gap="xs">
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
                    <TypeDot id={one.id} /> {nameOf(one)}
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

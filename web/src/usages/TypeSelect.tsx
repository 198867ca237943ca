import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../ui/use-formats';
import type { UsageType } from '../usage-types/queries';
import { Swatch } from '../usage-types/Swatch';
import { useUsageTypes } from '../usage-types/use-usage-types';
import classes from './TypeSelect.module.css';

interface TypeSelectProps extends Omit<SelectProps, 'data' | 'value'> {
  types: readonly UsageType[];
}

/** Chooses a usage type by typing part of its name or unit. Each says its unit and its factor. */
export function TypeSelect({ types, ...rest }: TypeSelectProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { nameOf } = useUsageTypes();
  const byId = new Map(types.map((type) => [String(type.id), type]));
  return (
    <Select
      searchable
      openOnFocus={false}
      selectFirstOptionOnChange
      selectFirstOptionOnDropdownOpen
      // The options are in place before the first key, or Enter right after typing would choose none.
      comboboxProps={{ keepMounted: true, withinPortal: false }}
      allowDeselect={false}
      maxDropdownHeight={280}
      data={types.map((type) => ({ value: String(type.id), label: nameOf(type) }))}
      nothingFoundMessage={t('usages.form.noSuchType')}
      renderOption={({ option }) => {
        const type = byId.get(option.value);
        if (!type) return option.label;
        return (
          <span className={classes.option}>
            <Swatch usageTypeId={type.id} />
            <span className={classes.name}>{option.label}</span>
            <span className={classes.factor}>
              {type.factor
                ? t('usages.factor.perUnit', {
                    factor: formats.decimal(type.factor),
                    unit: formats.unit(type.unit),
                  })
                : t('usages.factor.none', { unit: formats.unit(type.unit) })}
            </span>
          </span>
        );
      }}
      // Enter chooses; it must not save the form when it comes before the options are there.
      onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      {...rest}
    />
  );
}

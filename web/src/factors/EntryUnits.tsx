import { Checkbox, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Dimension, UNITS, type Unit } from '../api/units';
import { useFormats } from '../ui/use-formats';
import classes from './FactorFields.module.css';

export interface EntryUnitValues {
  accepted_units: string[];
  /** As somebody types it; empty: there is none. */
  density_kg_per_l: string;
}

interface EntryUnitsProps {
  form: {
    key: (field: keyof EntryUnitValues) => string;
    getInputProps: (field: keyof EntryUnitValues) => object;
  };
  /** The type's own: amounts may always be entered in it. */
  unit: Unit;
  dimension: Dimension;
  hasDensity: boolean;
}

/** In which units amounts may be entered; a density lets a type that is weighed take volumes. */
export function EntryUnits({ form, unit, dimension, hasDensity }: EntryUnitsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      {dimension === 'mass' && (
        <TextInput
          label={t('factors.fields.density')}
          description={t('factors.fields.densityHint')}
          inputMode="decimal"
          autoComplete="off"
          classNames={{ input: classes.number }}
          key={form.key('density_kg_per_l')}
          {...form.getInputProps('density_kg_per_l')}
        />
      )}
      <Checkbox.Group
        label={t('factors.fields.acceptedUnits')}
        key={form.key('accepted_units')}
        {...form.getInputProps('accepted_units')}
      >
        <Group gap="md" mt={6}>
          {entryUnits(dimension, hasDensity).map((code) => (
            <Checkbox key={code} value={code} label={formats.unit(code)} disabled={code === unit} />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}

/** Those that convert into a unit of the dimension. */
export function entryUnits(dimension: Dimension, hasDensity: boolean): readonly Unit[] {
  return dimension === 'mass' && hasDensity ? [...UNITS.mass, ...UNITS.volume] : UNITS[dimension];
}

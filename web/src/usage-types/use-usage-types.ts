import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../ui/use-formats';
import { usageTypesQuery } from './queries';

/** The usage types, and what to call each: those that share a name are told apart by their unit, as heating (m³). */
export function useUsageTypes() {
  const { data: types, error } = useQuery(usageTypesQuery);
  const { unit } = useFormats();
  return {
    types,
    error,
    typeOf: (id: number) => types?.find((type) => type.id === id),
    nameOf(type: { name: string; unit: string }) {
      const isShared = (types?.filter(({ name }) => name === type.name).length ?? 0) > 1;
      return isShared ? `${type.name} (${unit(type.unit)})` : type.name;
    },
  };
}

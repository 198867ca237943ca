import { useTranslation } from 'react-i18next';
import { useFormats } from '../ui/use-formats';
import type { UsageType } from '../usage-types/queries';

/** A type's name with its unit: three types are called heating. */
export function useTypeName() {
  const { t } = useTranslation();
  const { unit } = useFormats();
  return (type: UsageType) => t('factors.named', { name: type.name, unit: unit(type.unit) });
}

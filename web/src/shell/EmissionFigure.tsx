import type { Decimal } from '../decimals/decimal';
import { useFormats } from './use-formats';

/** Emissions, rounded for reading; every digit on hover. */
export function EmissionFigure({ kilograms }: { kilograms: Decimal }) {
  const { short, exact } = useFormats().emissions(kilograms);
  return (
    <data value={kilograms.toFixed()} title={exact}>
      {short}
    </data>
  );
}

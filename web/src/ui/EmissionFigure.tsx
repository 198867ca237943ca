import type { Decimal } from '../decimals/decimal';
import { useFormats } from './use-formats';

interface EmissionFigureProps {
  kilograms: Decimal;
  /** In a column whose head says that it is in kg. */
  isInColumn?: boolean;
}

/** Emissions, rounded for reading; every digit on hover. */
export function EmissionFigure({ kilograms, isInColumn = false }: EmissionFigureProps) {
  const { short, exact, inColumn } = useFormats().emissions(kilograms);
  return (
    <data value={kilograms.toFixed()} title={exact}>
      {isInColumn ? inColumn : short}
    </data>
  );
}

import { Skeleton } from '@mantine/core';
import { EmissionFigure } from '../ui/EmissionFigure';
import { useFormats } from '../ui/use-formats';
import { Swatch } from '../usage-types/Swatch';
import { useUsageTypes } from '../usage-types/use-usage-types';
import type { Usage } from './queries';
import { type Act, RowActions } from './RowActions';
import classes from './UsageCards.module.css';

const CARDS_WHILE_LOADING = Array.from({ length: 10 }, (_, index) => index);

/** The list where there is no room for a table. */
export function UsageCards({ usages, act }: { usages: readonly Usage[] | undefined; act: Act }) {
  const formats = useFormats();
  const { nameOf } = useUsageTypes();
  if (!usages)
    return (
      <div className={classes.cards} aria-busy="true">
        {CARDS_WHILE_LOADING.map((card) => (
          <div key={card} className={classes.card}>
            <Skeleton height={12} width={112} my={4} />
            <Skeleton height={12} width={84} my={4} />
            <Skeleton height={12} width="80%" my={4} />
            <Skeleton height={28} width={84} />
          </div>
        ))}
      </div>
    );
  return (
    <ul className={classes.cards}>
      {usages.map((usage) => (
        <li key={usage.id} className={classes.card}>
          <span className={classes.type}>
            <Swatch usageTypeId={usage.usage_type_id} /> {nameOf(usage.usage_type)}
          </span>
          <span className={classes.emissions}>
            <EmissionFigure kilograms={usage.emissions_kg_co2e} />
          </span>
          <span className={classes.detail}>
            <span className="figures">{formats.amount(usage.amount, usage.unit)}</span>
            <time dateTime={usage.usage_at}>{formats.instant(usage.usage_at)}</time>
            {usage.note && <span className={classes.note}>{usage.note}</span>}
          </span>
          <RowActions usage={usage} act={act} />
        </li>
      ))}
    </ul>
  );
}

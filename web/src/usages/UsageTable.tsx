import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmissionFigure } from '../ui/EmissionFigure';
import { ChevronIcon } from '../ui/icons';
import { useFormats } from '../ui/use-formats';
import { Swatch } from '../usage-types/Swatch';
import { useUsageTypes } from '../usage-types/use-usage-types';
import { PAGE_SIZE, type Usage } from './queries';
import { type Act, RowActions } from './RowActions';
import { COLUMNS, type Column, NEWEST_FIRST, type Sort } from './search';
import classes from './UsageTable.module.css';

interface UsageTableProps {
  /** Undefined while they are being read. */
  usages: readonly Usage[] | undefined;
  sort?: Sort;
  onSort: (sort: Sort) => void;
  act: Act;
}

const ROWS_WHILE_LOADING = Array.from({ length: PAGE_SIZE }, (_, index) => index);
/** As wide as what comes, so that the heads stay where they are. */
const WIDTHS_WHILE_LOADING = { usage_at: 132, usage_type: 104, amount: 84, emissions: 76 };

export function UsageTable({ usages, sort = NEWEST_FIRST, onSort, act }: UsageTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { nameOf } = useUsageTypes();
  const isDescending = sort.startsWith('-');
  const sorted = sort.replace('-', '');
  const next = (column: Column): Sort => {
    if (column === sorted) return isDescending ? column : `-${column}`;
    return column === 'usage_type' ? column : `-${column}`;
  };
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-busy={!usages}>
        <caption className={classes.hidden}>{t('usages.caption')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className={classes[column]}
                aria-sort={column === sorted ? (isDescending ? 'descending' : 'ascending') : 'none'}
              >
                <button type="button" className={classes.sort} onClick={() => onSort(next(column))}>
                  {t(`usages.columns.${column}`)}
                  <ChevronIcon size={14} />
                </button>
              </th>
            ))}
            <th scope="col">{t('usages.columns.note')}</th>
            <th scope="col" className={classes.actions}>
              <span className={classes.hidden}>{t('usages.columns.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {usages?.map((usage) => (
            <tr key={usage.id}>
              <td className={classes.usage_at}>
                <time dateTime={usage.usage_at}>{formats.instant(usage.usage_at)}</time>
              </td>
              <td className={classes.usage_type}>
                <Swatch usageTypeId={usage.usage_type_id} /> {nameOf(usage.usage_type)}
              </td>
              <td className={classes.amount}>
                {formats.decimal(usage.amount)} <span>{formats.unit(usage.unit)}</span>
              </td>
              <td className={classes.emissions}>
                <EmissionFigure kilograms={usage.emissions_kg_co2e} isInColumn />
              </td>
              <td className={classes.note} title={usage.note ?? undefined}>
                {usage.note}
              </td>
              <td className={classes.actions}>
                <RowActions usage={usage} act={act} />
              </td>
            </tr>
          ))}
          {!usages &&
            ROWS_WHILE_LOADING.map((row) => (
              <tr key={row}>
                {COLUMNS.map((column) => (
                  <td key={column} className={classes[column]}>
                    <Skeleton height={12} width={WIDTHS_WHILE_LOADING[column]} display="inline-block" />
                  </td>
                ))}
                <td>
                  <Skeleton height={12} width="30%" />
                </td>
                <td className={classes.actions} />
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

import { Button, Pagination } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { EmissionFigure } from '../ui/EmissionFigure';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { Nothing } from '../ui/Nothing';
import { useFormats } from '../ui/use-formats';
import { Filters } from './Filters';
import { PAGE_SIZE, type UsagePage } from './queries';
import type { Act } from './RowActions';
import type { UsagesSearch } from './search';
import { UsageCards } from './UsageCards';
import classes from './UsagesPage.module.css';
import { UsageTable } from './UsageTable';

interface UsageListProps {
  search: UsagesSearch;
  onChange: (changed: Partial<UsagesSearch>) => void;
  onClear: () => void;
  /** Undefined while it is being read, or where it could not be. */
  data: UsagePage | undefined;
  error: Error | null;
  /** Whether the data are still of what was asked for before. */
  isStale: boolean;
  act: Act;
}

/** Filters, totals and a page of usages. */
export function UsageList({ search, onChange, onClear, data, error, isStale, act }: UsageListProps) {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const isNarrow = useMediaQuery('(max-width: 46em)', undefined, { getInitialValueInEffect: false });
  return (
    <>
      <div className={classes.bar}>
        <Filters search={search} onChange={onChange} hasSort={isNarrow} />
        <Totals data={data} />
      </div>
      <FailureAlert words={error && !data ? [t('usages.failed', { reason: inWords(error) })] : []} />
      {data?.total === 0 && (
        <Nothing title={t('usages.none.title')} explanation={t('usages.none.explanation')}>
          <Button variant="default" onClick={onClear}>
            {t('usages.none.clear')}
          </Button>
        </Nothing>
      )}
      {data?.total !== 0 && (data || !error) && (
        <div className={classes.list} data-stale={isStale || undefined}>
          {isNarrow ? (
            <UsageCards usages={data?.items} act={act} />
          ) : (
            <UsageTable
              usages={data?.items}
              sort={search.sort}
              onSort={(sort) => onChange({ sort })}
              act={act}
            />
          )}
        </div>
      )}
      {data && (
        <Pages
          page={search.page ?? 1}
          total={data.total}
          isNarrow={isNarrow}
          onChange={(page) => onChange({ page })}
        />
      )}
    </>
  );
}

function Totals({ data }: { data: UsagePage | undefined }) {
  const { t } = useTranslation();
  return (
    <p className={classes.totals} role="status">
      {data && (
        <>
          <span>{t('usages.totals', { count: data.total })}</span>
          <strong>
            <EmissionFigure kilograms={data.total_emissions_kg_co2e} />
          </strong>
        </>
      )}
    </p>
  );
}

interface PagesProps {
  page: number;
  /** Of all usages that the filters select. */
  total: number;
  isNarrow: boolean;
  onChange: (page: number) => void;
}

function Pages({ page, total, isNarrow, onChange }: PagesProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (total <= PAGE_SIZE) return null;
  return (
    <nav className={classes.pages} aria-label={t('usages.pages.label')}>
      <span className="figures">
        {t('usages.pages.shown', {
          from: formats.count((page - 1) * PAGE_SIZE + 1),
          to: formats.count(Math.min(page * PAGE_SIZE, total)),
          total: formats.count(total),
        })}
      </span>
      <Pagination
        total={Math.ceil(total / PAGE_SIZE)}
        value={page}
        size="sm"
        siblings={isNarrow ? 0 : 1}
        onChange={onChange}
        getControlProps={(control) => ({
          'aria-label': control === 'previous' ? t('usages.pages.previous') : t('usages.pages.next'),
        })}
      />
    </nav>
  );
}

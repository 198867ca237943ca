import { Button, Pagination } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmissionFigure } from '../ui/EmissionFigure';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { PlusIcon } from '../ui/icons';
import { notice } from '../ui/notices';
import { PageHeading } from '../ui/PageHeading';
import { useShortcut } from '../ui/shortcuts';
import { useFormats } from '../ui/use-formats';
import { Filters } from './Filters';
import { focusOn } from './focus';
import { PAGE_SIZE, type Usage, usagesQuery } from './queries';
import type { Act } from './RowActions';
import { isFiltered, type UsagesSearch, validateUsagesSearch } from './search';
import { UsageCards } from './UsageCards';
import classes from './UsagesPage.module.css';
import { UsageTable } from './UsageTable';
import { useDelete } from './use-delete';
import { useWhat } from './use-what';

const UsageDialog = lazy(() => import('./UsageDialog'));
const WhyDialog = lazy(() => import('./WhyDialog'));
const DeleteDialog = lazy(() => import('./DeleteDialog'));
const FirstUsage = lazy(() => import('./FirstUsage'));

type Open = { kind: 'add' } | { kind: 'why' | 'edit' | 'delete'; usage: Usage };

const route = getRouteApi('/shell/usages');
const ADD_BUTTON = 'add-usage';

export function UsagesPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const inWords = useFailureWords();
  const what = useWhat();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isNarrow = useMediaQuery('(max-width: 46em)', undefined, { getInitialValueInEffect: false });
  const { data, error, isPlaceholderData } = useQuery(usagesQuery(search, formats.timeZone));
  const { remove, undo } = useDelete();
  const [open, setOpen] = useState<Open>();
  const { page = 1 } = search;
  const pages = Math.max(1, Math.ceil((data?.total ?? 0) / PAGE_SIZE));
  const isFirst = data?.total === 0 && !isFiltered(search) && !isPlaceholderData;

  const change = (changed: Partial<UsagesSearch>) =>
    navigate({
      search: (before) => validateUsagesSearch({ ...before, page: undefined, ...changed }),
      resetScroll: false,
    });
  useEffect(() => {
    if (data && !isPlaceholderData && page > pages)
      void navigate({
        search: (before) => ({ ...before, page: pages > 1 ? pages : undefined }),
        replace: true,
      });
  }, [data, isPlaceholderData, page, pages, navigate]);

  const add = () => {
    if (isFirst) document.querySelector<HTMLInputElement>('#first-usage input')?.focus();
    else setOpen({ kind: 'add' });
  };
  useShortcut('n', t('usages.add'), add);
  const close = () => {
    setOpen(undefined);
    if (open) focusOn(open.kind === 'add' ? [ADD_BUTTON] : [`${open.kind}-${open.usage.id}`, ADD_BUTTON]);
  };
  const onSaved = (saved: Usage, isAnotherToCome = false) => {
    const emissions = formats.emissions(saved.emissions_kg_co2e).exact;
    notice(t('usages.saved', { what: what(saved), emissions }));
    if (!isAnotherToCome) close();
  };
  const confirmDelete = (usage: Usage) => {
    const items = data?.items ?? [];
    const index = items.findIndex(({ id }) => id === usage.id);
    const neighbour = items[index + 1] ?? items[index - 1];
    setOpen(undefined);
    remove(usage);
    focusOn([`delete-${neighbour?.id}`, ADD_BUTTON]);
  };
  const act: Act = (kind, usage) => setOpen({ kind, usage });
  return (
    <>
      <PageHeading title={t('usages.title')}>
        {!isFirst && (
          <Button id={ADD_BUTTON} leftSection={<PlusIcon size={16} />} onClick={add}>
            {t('usages.add')}
          </Button>
        )}
      </PageHeading>
      {undo && <UndoShortcut undo={undo} />}
      {isFirst ? (
        <Suspense>
          <FirstUsage onSaved={onSaved} />
        </Suspense>
      ) : (
        <>
          <div className={classes.bar}>
            <Filters search={search} onChange={change} hasSort={isNarrow} />
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
          </div>
          <FailureAlert words={error && !data ? [t('usages.failed', { reason: inWords(error) })] : []} />
          {data?.total === 0 && (
            <div className={classes.none}>
              <h2>{t('usages.none.title')}</h2>
              <p>{t('usages.none.explanation')}</p>
              <Button variant="default" onClick={() => navigate({ search: {} })}>
                {t('usages.none.clear')}
              </Button>
            </div>
          )}
          {data?.total !== 0 && (data || !error) && (
            <div className={classes.list} data-stale={isPlaceholderData || undefined}>
              {isNarrow ? (
                <UsageCards usages={data?.items} act={act} />
              ) : (
                <UsageTable
                  usages={data?.items}
                  sort={search.sort}
                  onSort={(sort) => change({ sort })}
                  act={act}
                />
              )}
            </div>
          )}
          {data && pages > 1 && (
            <nav className={classes.pages} aria-label={t('usages.pages.label')}>
              <span className="figures">
                {t('usages.pages.shown', {
                  from: formats.count((page - 1) * PAGE_SIZE + 1),
                  to: formats.count(Math.min(page * PAGE_SIZE, data.total)),
                  total: formats.count(data.total),
                })}
              </span>
              <Pagination
                total={pages}
                value={page}
                size="sm"
                siblings={isNarrow ? 0 : 1}
                onChange={(chosen) => change({ page: chosen })}
                getControlProps={(control) => ({
                  'aria-label': control === 'previous' ? t('usages.pages.previous') : t('usages.pages.next'),
                })}
              />
            </nav>
          )}
        </>
      )}
      <Suspense>
        {open?.kind === 'add' && <UsageDialog onSaved={onSaved} onClose={close} />}
        {open?.kind === 'edit' && <UsageDialog usage={open.usage} onSaved={onSaved} onClose={close} />}
        {open?.kind === 'why' && <WhyDialog usage={open.usage} onClose={close} />}
        {open?.kind === 'delete' && (
          <DeleteDialog usage={open.usage} onConfirm={() => confirmDelete(open.usage)} onClose={close} />
        )}
      </Suspense>
    </>
  );
}

/** There is something to undo as long as this is shown. */
function UndoShortcut({ undo }: { undo: () => void }) {
  const { t } = useTranslation();
  useShortcut('u', t('usages.delete.undoShortcut'), undo);
  return null;
}

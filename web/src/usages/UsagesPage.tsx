import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PlusIcon } from '../ui/icons';
import { notice } from '../ui/notices';
import { PageHeading } from '../ui/PageHeading';
import { useShortcut } from '../ui/shortcuts';
import { keepTyping } from '../ui/typed-ahead';
import { useFormats } from '../ui/use-formats';
import { focusOn } from './focus';
import { PAGE_SIZE, type Usage, usagesQuery } from './queries';
import { isFiltered, type UsagesSearch, validateUsagesSearch } from './search';
import { UsageDialogs } from './UsageDialogs';
import { UsageList } from './UsageList';
import { useDelete } from './use-delete';
import { ADD_BUTTON, useOpenDialog } from './use-open-dialog';
import { useWhat } from './use-what';

const FirstUsage = lazy(() => import('./FirstUsage'));

const route = getRouteApi('/shell/usages');

export function UsagesPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const what = useWhat();
  const { search, change, clear, data, error, isPlaceholderData } = useUsagePage();
  const isFirst = data?.total === 0 && !isFiltered(search) && !isPlaceholderData;
  const { open, setOpen, close } = useOpenDialog(data !== undefined && !isFirst);
  const { remove, undo } = useDelete();

  const add = () => {
    const first = isFirst && document.querySelector<HTMLInputElement>('#first-usage input');
    if (first) return first.focus();
    keepTyping();
    if (!isFirst) setOpen({ kind: 'add' });
  };
  useShortcut('n', t('usages.add'), add);
  const onSaved = (saved: Usage, isAnotherToCome = false) => {
    const emissions = formats.emissions(saved.emissions_kg_co2e).exact;
    notice(t('usages.saved', { what: what(saved), emissions }));
    if (!isAnotherToCome) close();
  };
  const onDelete = (usage: Usage, reason: string) => {
    const items = data?.items ?? [];
    const index = items.findIndex(({ id }) => id === usage.id);
    const neighbour = items[index + 1] ?? items[index - 1];
    setOpen(undefined);
    remove(usage, reason);
    focusOn([`delete-${neighbour?.id}`, ADD_BUTTON]);
  };
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
        <UsageList
          search={search}
          onChange={change}
          onClear={clear}
          data={data}
          error={error}
          isStale={isPlaceholderData}
          act={(kind, usage) => setOpen({ kind, usage })}
        />
      )}
      <UsageDialogs
        open={open}
        isIdle={data !== undefined}
        onSaved={onSaved}
        onDelete={onDelete}
        onClose={close}
      />
    </>
  );
}

/** What the address asks for, as the service gives it. A page beyond the last leads to the last. */
function useUsagePage() {
  const { timeZone } = useFormats();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, isPlaceholderData } = useQuery(usagesQuery(search, timeZone));
  const { page = 1 } = search;
  const pages = Math.max(1, Math.ceil((data?.total ?? 0) / PAGE_SIZE));
  useEffect(() => {
    if (data && !isPlaceholderData && page > pages)
      void navigate({
        search: (before) => ({ ...before, page: pages > 1 ? pages : undefined }),
        replace: true,
      });
  }, [data, isPlaceholderData, page, pages, navigate]);
  const change = (changed: Partial<UsagesSearch>) =>
    navigate({
      search: (before) => validateUsagesSearch({ ...before, page: undefined, ...changed }),
      resetScroll: false,
    });
  return { search, change, clear: () => navigate({ search: {} }), data, error, isPlaceholderData };
}

/** There is something to undo as long as this is shown. */
function UndoShortcut({ undo }: { undo: () => void }) {
  const { t } = useTranslation();
  useShortcut('u', t('usages.delete.undoShortcut'), undo);
  return null;
}

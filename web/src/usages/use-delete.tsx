import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropDraft } from '../session/drafts';
import { useFailureWords } from '../ui/FailureAlert';
import { failureNotice, notice } from '../ui/notices';
import { useOnce } from '../ui/use-once';
import { reasonDraft } from './draft';
import { focusOn } from './focus';
import { deleteUsage, readAnew, restoreUsage, type Usage, type UsagePage } from './queries';
import { useWhat } from './use-what';

interface Deletion {
  usage: Usage;
  reason: string;
}

const LISTS = { queryKey: ['usages', 'list'] };
const TIME_TO_UNDO = 30_000;

/** Deletes at once on the screen; what the service refuses comes back, and what it did can be undone. */
export function useDelete() {
  const { t } = useTranslation();
  const what = useWhat();
  const inWords = useFailureWords();
  const queryClient = useQueryClient();
  const once = useOnce();
  const [deleted, setDeleted] = useState<Usage>();

  const restoring = useMutation({
    mutationFn: (usage: Usage) => restoreUsage(usage.id, once.keyFor(usage.id)),
    onMutate: (usage) => {
      setDeleted(undefined);
      notifications.hide(noticeId(usage));
    },
    async onSuccess(_, usage) {
      once.succeeded();
      await readAnew(queryClient);
      notice(t('usages.delete.undone', { what: what(usage) }));
      focusOn([`delete-${usage.id}`]);
    },
    onError(error, usage) {
      setDeleted(usage);
      failureNotice(t('usages.delete.undoFailed', { what: what(usage), reason: inWords(error) }));
    },
  });

  const deleting = useMutation({
    mutationFn: ({ usage, reason }: Deletion) => deleteUsage(usage.id, reason),
    async onMutate({ usage }) {
      await queryClient.cancelQueries(LISTS);
      const before = queryClient.getQueriesData<UsagePage>(LISTS);
      queryClient.setQueriesData<UsagePage>(LISTS, (page) => page && without(page, usage));
      return before;
    },
    onError(error, { usage }, before) {
      for (const [key, page] of before ?? []) queryClient.setQueryData(key, page);
      failureNotice(t('usages.delete.failed', { what: what(usage), reason: inWords(error) }));
    },
    onSuccess(_, { usage }) {
      dropDraft(reasonDraft(usage));
      setDeleted(usage);
      notifications.show({
        id: noticeId(usage),
        withBorder: true,
        autoClose: TIME_TO_UNDO,
        message: (
          <Group justify="space-between" wrap="nowrap">
            <span>{t('usages.delete.done', { what: what(usage) })}</span>
            <Button size="compact-sm" variant="default" onClick={() => restoring.mutate(usage)} flex="none">
              {t('usages.delete.undo')}
            </Button>
          </Group>
        ),
      });
    },
    onSettled: () => readAnew(queryClient),
  });

  return {
    remove: (usage: Usage, reason: string) => deleting.mutate({ usage, reason }),
    /** Takes the last deletion back; undefined where there is none. */
    undo: deleted && (() => restoring.mutate(deleted)),
  };
}

const noticeId = (usage: Usage) => `deleted-${usage.id}`;

function without(page: UsagePage, usage: Usage): UsagePage {
  const items = page.items.filter(({ id }) => id !== usage.id);
  if (items.length === page.items.length) return page;
  return {
    ...page,
    items,
    total: page.total - 1,
    total_emissions_kg_co2e: page.total_emissions_kg_co2e.minus(usage.emissions_kg_co2e),
  };
}

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFailureWords } from '../ui/FailureAlert';
import { lazyDialog, usePreloaded } from '../ui/lazy-dialog';
import { failureNotice, notice } from '../ui/notices';
import { useDialog } from '../ui/use-dialog';
import { useFormats } from '../ui/use-formats';
import type { UsageType } from '../usage-types/queries';
import { setRetired } from './changes';
import classes from './Factors.module.css';
import { Versions } from './Versions';

const PublishDialog = lazyDialog(() => import('./PublishDialog'));
const RenameDialog = lazyDialog(() => import('./RenameDialog'));
const RemoveDialog = lazyDialog(() => import('./RemoveDialog'));
const DIALOGS = [PublishDialog, RenameDialog, RemoveDialog];

/** What can be done with a usage type, and how its factor came about. */
export function TypeDetails({ type }: { type: UsageType }) {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const formats = useFormats();
  const queries = useQueryClient();
  const { shown, open, close } = useDialog<'publish' | 'rename' | 'remove'>();
  usePreloaded(true, DIALOGS);
  const isRetired = type.retired_at !== null;
  const retire = useMutation({
    mutationFn: () => setRetired(queries, type, !isRetired),
    onSuccess: () => notice(t(isRetired ? 'factors.reinstated' : 'factors.retiredNow', { name: type.name })),
    onError: (error) => failureNotice(inWords(error)),
  });
  return (
    <div className={classes.details}>
      <div className={classes.actions}>
        <Button size="xs" variant="light" onClick={() => open('publish')}>
          {t('factors.publish.title')}
        </Button>
        <Button size="xs" variant="default" onClick={() => open('rename')}>
          {t('factors.rename.title')}
        </Button>
        <Button size="xs" variant="default" loading={retire.isPending} onClick={() => retire.mutate()}>
          {t(isRetired ? 'factors.reinstate' : 'factors.retire')}
        </Button>
        <Button size="xs" variant="subtle" color="red" onClick={() => open('remove')}>
          {t('factors.remove.submit')}
        </Button>
      </div>
      <Versions type={type} />
      <p className={classes.units}>
        {t('factors.enteredIn', {
          units: type.accepted_units.map(({ unit }) => formats.unit(unit)).join(', '),
        })}
        {isRetired && ` ${t('factors.retiredMeans')}`}
      </p>
      {shown === 'publish' && <PublishDialog type={type} onClose={close} />}
      {shown === 'rename' && <RenameDialog type={type} onClose={close} />}
      {shown === 'remove' && <RemoveDialog type={type} onClose={close} />}
    </div>
  );
}

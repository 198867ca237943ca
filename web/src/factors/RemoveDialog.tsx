import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';
import { Dialog } from '../ui/Dialog';
import { DialogActions } from '../ui/DialogActions';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { notice } from '../ui/notices';
import type { UsageType } from '../usage-types/queries';
import { remove, setRetired } from './changes';
import { useTypeName } from './use-type-name';

interface RemoveDialogProps {
  type: UsageType;
  onClose: () => void;
}

/** Asks before a usage type goes; one that is in use can be retired from here. */
// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function RemoveDialog({ type, onClose }: RemoveDialogProps) {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const nameOf = useTypeName();
  const queries = useQueryClient();
  const { name } = type;
  const removal = useMutation({
    mutationFn: () => remove(queries, type),
    onSuccess() {
      notice(t('factors.remove.done', { name }));
      onClose();
    },
  });
  const retirement = useMutation({
    mutationFn: () => setRetired(queries, type, true),
    onSuccess() {
      notice(t('factors.retiredNow', { name }));
      onClose();
    },
  });
  const isInUse = removal.error instanceof Problem && removal.error.status === 409;
  const errors = [retirement.error ?? removal.error].filter((error) => error !== null);
  return (
    <Dialog title={t('factors.remove.of', { name: nameOf(type) })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          removal.mutate();
        }}
      >
        <p>{t('factors.remove.explanation')}</p>
        <FailureAlert words={errors.map(inWords)} />
        {isInUse && type.retired_at === null && (
          <Button mt="sm" variant="light" loading={retirement.isPending} onClick={() => retirement.mutate()}>
            {t('factors.remove.retireInstead')}
          </Button>
        )}
        <DialogActions
          submit={t('factors.remove.submit')}
          isPending={removal.isPending}
          isDisabled={isInUse}
          isDestructive
        />
      </form>
    </Dialog>
  );
}

import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../session/account';
import { draftOf, dropDraft, keepDraft } from '../session/drafts';
import { Dialog } from '../ui/Dialog';
import { DialogActions } from '../ui/DialogActions';
import { useFormats } from '../ui/use-formats';
import classes from './DeleteDialog.module.css';
import { reasonDraft } from './draft';
import { LONGEST_REASON, type Usage } from './queries';
import { useWhat } from './use-what';

interface DeleteDialogProps {
  usage: Usage;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function DeleteDialog({ usage, onConfirm, onClose }: DeleteDialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const what = useWhat();
  const { reason, type, drop } = useReason(usage);
  return (
    <Dialog
      title={t('usages.delete.title')}
      hasTyped={() => reason !== ''}
      onClose={() => {
        drop();
        onClose();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm(reason.trim());
        }}
      >
        <p className={classes.what}>
          {what(usage)}
          <br />
          {formats.emissions(usage.emissions_kg_co2e).exact}
        </p>
        <p className={classes.explanation}>{t('usages.delete.explanation')}</p>
        <TextInput
          mt="md"
          label={t('usages.form.reason')}
          maxLength={LONGEST_REASON}
          autoComplete="off"
          value={reason}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <DialogActions submit={t('usages.delete.confirm')} isPending={false} isDestructive />
      </form>
    </Dialog>
  );
}

/** Why the usage is deleted. It is kept until that is done, as it may fail, or the session end before. */
function useReason(usage: Usage) {
  const userId = useQuery(accountQuery).data?.id;
  const draft = reasonDraft(usage);
  const [reason, setReason] = useState(() => draftOf<string>(draft, userId) ?? '');
  return {
    reason,
    type(typed: string) {
      setReason(typed);
      if (userId !== undefined) keepDraft(draft, { userId, entered: typed });
    },
    drop: () => dropDraft(draft),
  };
}

import { Skeleton } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { useUsageTypes } from '../usage-types/use-usage-types';
import type { Usage } from './queries';
import { UsageForm, type UsageFormHandle } from './UsageForm';

interface UsageDialogProps {
  usage?: Usage;
  onSaved: (saved: Usage, isAnotherToCome: boolean) => void;
  onClose: () => void;
}

// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function UsageDialog({ usage, onSaved, onClose }: UsageDialogProps) {
  const { t } = useTranslation();
  const { types, error } = useUsageTypes();
  const inWords = useFailureWords();
  const form = useRef<UsageFormHandle>(null);
  return (
    <Dialog
      title={usage ? t('usages.form.edit') : t('usages.form.add')}
      size="32rem"
      onClose={onClose}
      hasTyped={() => form.current?.hasTyped()}
    >
      {types && <UsageForm ref={form} types={types} usage={usage} onSaved={onSaved} />}
      {!types && (error ? <FailureAlert words={[inWords(error)]} /> : <Skeleton height={440} />)}
    </Dialog>
  );
}

import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLeave } from './use-leaving';

interface DialogActionsProps {
  /** What the dialog does, in a verb. */
  submit: string;
  isPending: boolean;
  isDisabled?: boolean;
  /** Cannot be undone: the focus begins on the way out. */
  isDestructive?: boolean;
}

/** The buttons at the foot of a dialog that is a form. */
export function DialogActions({ submit, isPending, isDisabled, isDestructive }: DialogActionsProps) {
  const { t } = useTranslation();
  return (
    <Group justify="flex-end" gap="sm" mt="lg">
      <Button variant="default" onClick={useLeave()}>
        {t('dialog.cancel')}
      </Button>
      <Button
        type="submit"
        color={isDestructive ? 'red' : undefined}
        loading={isPending}
        disabled={isDisabled === true}
      >
        {submit}
      </Button>
    </Group>
  );
}

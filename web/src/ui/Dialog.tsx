import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DiscardQuestion } from './DiscardQuestion';
import { useDialog } from './use-dialog';
import { Leave, useLeaving } from './use-leaving';

interface DialogProps extends Pick<ModalProps, 'title' | 'onClose' | 'size' | 'children'> {
  /** Whether closing would lose what somebody typed: then it asks first. */
  hasTyped?: () => boolean | undefined;
}

/** A modal dialog, shown as long as it is mounted. Its title is a heading; Escape closes it, and so does useLeave. */
export function Dialog({ hasTyped, onClose, children, ...rest }: DialogProps) {
  const { t } = useTranslation();
  const question = useDialog<true>();
  const leaving = useLeaving(hasTyped);
  const keep = () => {
    leaving.stay?.();
    question.close();
  };
  const leave = () => {
    if (question.shown || leaving.isAsked) keep();
    else if (hasTyped?.()) question.open(true);
    else onClose();
  };
  const discard = () => {
    onClose();
    leaving.proceed?.();
  };
  return (
    <Modal
      opened
      onClose={leave}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
      returnFocus={false}
      {...rest}
    >
      <Leave value={leave}>{children}</Leave>
      {(question.shown || leaving.isAsked) && <DiscardQuestion onKeep={keep} onDiscard={discard} />}
    </Modal>
  );
}

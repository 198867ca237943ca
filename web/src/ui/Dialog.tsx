import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DiscardQuestion } from './DiscardQuestion';
import { useDialog } from './use-dialog';

interface DialogProps extends Pick<ModalProps, 'title' | 'onClose' | 'size' | 'children'> {
  /** Whether closing would lose what somebody typed: then it asks first. */
  hasTyped?: () => boolean | undefined;
}

/** A modal dialog, shown as long as it is mounted. Its title is a heading; Escape closes it. */
export function Dialog({ hasTyped, onClose, children, ...rest }: DialogProps) {
  const { t } = useTranslation();
  const question = useDialog<true>();
  const leave = () => {
    if (question.shown) question.close();
    else if (hasTyped?.()) question.open(true);
    else onClose();
  };
  return (
    <Modal
      opened
      onClose={leave}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
      returnFocus={false}
      {...rest}
    >
      {children}
      {question.shown && <DiscardQuestion onKeep={question.close} onDiscard={onClose} />}
    </Modal>
  );
}

import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type DialogProps = Pick<ModalProps, 'title' | 'onClose' | 'size' | 'children'>;

/** A modal dialog, shown as long as it is mounted. Its title is a heading; Escape closes it. */
export function Dialog(props: DialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened closeButtonProps={{ 'aria-label': t('dialog.close') }} returnFocus={false} {...props} />
  );
}

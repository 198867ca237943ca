import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

const closeButton = () => ({ closeButtonProps: { 'aria-label': i18next.t('dialog.close') } });

/** Says in passing what went well, to screen readers too. */
export function notice(message: string): void {
  notifications.show({ message, withBorder: true, ...closeButton() });
}

/** Says in passing what failed; it stays until somebody closes it. */
export function failureNotice(message: string): void {
  notifications.show({ message, withBorder: true, ...closeButton(), color: 'red', autoClose: false });
}

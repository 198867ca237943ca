import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../ui/shortcuts';

const ShortcutDialog = lazy(() => import('./ShortcutDialog'));

/** Listens for the question mark. */
export function ShortcutHelp() {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure();
  useShortcut('?', t('shortcuts.help'), open);
  return <Suspense>{isOpen && <ShortcutDialog onClose={close} />}</Suspense>;
}

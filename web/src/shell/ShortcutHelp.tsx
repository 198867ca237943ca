import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { lazyDialog } from '../ui/lazy-dialog';
import { useShortcut } from '../ui/shortcuts';

const ShortcutDialog = lazyDialog(() => import('./ShortcutDialog'));

/** Listens for the question mark. */
export function ShortcutHelp() {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure();
  useShortcut('?', t('shortcuts.help'), open);
  return isOpen && <ShortcutDialog onClose={close} />;
}

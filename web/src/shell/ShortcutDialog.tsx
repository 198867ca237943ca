import { Kbd, Modal, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from '../api/store';
import { choose, usePreferences } from '../ui/preferences';
import { shortcuts } from '../ui/shortcuts';
import classes from './ShortcutDialog.module.css';

// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function ShortcutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const listed = useStore(shortcuts);
  const preferences = usePreferences();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('shortcuts.close') }}
    >
      <dl className={classes.list}>
        {listed.map(({ key, label }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>
              <Kbd>{key}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t('shortcuts.enabled')}
        description={t('shortcuts.enabledHint')}
        checked={preferences.shortcuts}
        onChange={(event) => choose({ shortcuts: event.currentTarget.checked })}
      />
    </Modal>
  );
}

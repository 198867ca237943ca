import { SegmentedControl, Select, Stack, Switch, useMantineColorScheme } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, speak } from '../locales/language';
import { choose, usePreferences } from '../ui/preferences';
import classes from './Account.module.css';
import { TimeZoneSelect } from './TimeZoneSelect';

const THEMES = ['light', 'dark', 'auto'] as const;

/** What somebody chose in this browser; it holds at once. */
export function PreferenceFields() {
  const { t, i18n } = useTranslation();
  const themeId = useId();
  const preferences = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Stack gap="lg">
      <TimeZoneSelect zone={preferences.timeZone} onChange={(timeZone) => choose({ timeZone })} />
      {languages.length > 1 && (
        <Select
          label={t('account.preferences.language')}
          data={languages.map((code) => ({ value: code, label: nameOf(code) }))}
          value={i18n.language}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(code) => code && void speak(code, { remember: true })}
        />
      )}
      <div className={classes.choice}>
        <span id={themeId}>{t('theme.label')}</span>
        <SegmentedControl
          aria-labelledby={themeId}
          data={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          value={colorScheme}
          onChange={setColorScheme}
        />
      </div>
      <Switch
        label={t('shortcuts.enabled')}
        description={t('account.preferences.shortcutsHint')}
        checked={preferences.shortcuts}
        onChange={(event) => choose({ shortcuts: event.currentTarget.checked })}
      />
    </Stack>
  );
}

/** A language in its own words. */
function nameOf(code: string): string {
  return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
}

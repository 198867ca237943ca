import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownZone } from '../time/zone';
import { useFormats } from '../ui/use-formats';
import { timeZones, zoneMatches } from './time-zones';

/** More than anybody reads through; typing finds the rest. */
const SHOWN = 60;

interface TimeZoneSelectProps {
  zone: string;
  onChange: (zone: string) => void;
}

export function TimeZoneSelect({ zone, onChange }: TimeZoneSelectProps) {
  const { t } = useTranslation();
  const { instant } = useFormats();
  const [now] = useState(() => new Date().toISOString());
  const isOwn = zone === ownZone();
  return (
    <Select
      label={t('account.preferences.timeZone')}
      description={t(isOwn ? 'account.preferences.ownZoneHint' : 'account.preferences.zoneHint', {
        now: instant(now),
      })}
      data={timeZones([zone, ownZone()])}
      value={zone}
      onChange={(chosen) => chosen && onChange(chosen)}
      searchable
      limit={SHOWN}
      allowDeselect={false}
      filter={({ options, search, limit }) =>
        options.filter((option) => 'value' in option && zoneMatches(option.value, search)).slice(0, limit)
      }
      nothingFoundMessage={t('account.preferences.noSuchZone')}
      selectFirstOptionOnChange
      comboboxProps={{ withinPortal: false }}
    />
  );
}

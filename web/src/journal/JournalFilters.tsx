import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FreeRange } from '../ui/FreeRange';
import { ChevronIcon } from '../ui/icons';
import { ACTIONS } from './entries';
import classes from './Journal.module.css';
import type { JournalSearch } from './search';

interface JournalFiltersProps {
  search: JournalSearch;
  onChange: (change: JournalSearch) => void;
}

/** Which kinds of change are shown, and of which days. */
export function JournalFilters({ search, onChange }: JournalFiltersProps) {
  const { t } = useTranslation();
  const { action = [], from = '', to = '', usage } = search;
  return (
    <div className={classes.filters}>
      <Popover position="bottom-start" trapFocus returnFocus withRoles>
        <Popover.Target>
          <Button variant="default" rightSection={<ChevronIcon size={14} />} fw={480}>
            {action.length > 0 ? t('journal.kinds.some', { count: action.length }) : t('journal.kinds.all')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('journal.kinds.label')}>
          <Stack gap="xs" p={2}>
            {ACTIONS.map((one) => (
              <Checkbox
                key={one}
                checked={action.includes(one)}
                onChange={(event) =>
                  onChange({
                    action: event.currentTarget.checked
                      ? [...action, one]
                      : action.filter((other) => other !== one),
                  })
                }
                label={t(`journal.kinds.${one}`)}
              />
            ))}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <FreeRange from={from} to={to} onChange={onChange} />
      {usage && (
        <Button variant="light" onClick={() => onChange({ usage: undefined })}>
          {t('journal.ofAll')}
        </Button>
      )}
    </div>
  );
}

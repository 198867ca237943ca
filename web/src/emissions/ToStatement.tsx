import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addDays, dayIn } from '../time/days';
import { DocumentIcon } from '../ui/icons';
import { ButtonLink } from '../ui/links';
import { usePreferences } from '../ui/preferences';
import type { DayRange } from './period';
import type { Report } from './report';

interface ToStatementProps {
  /** Undefined: all time. */
  range: DayRange | undefined;
  report: Report | undefined;
}

/** Leads to the statement of the days that are shown; of all time these are known once it was read. */
export function ToStatement({ range, report }: ToStatementProps) {
  const { t } = useTranslation();
  const { timeZone } = usePreferences();
  const days = range ?? (report && daysOf(report, timeZone));
  const look = { variant: 'default', leftSection: <DocumentIcon size={16} /> };
  if (!days)
    return (
      <Button {...look} disabled>
        {t('emissions.statement.open')}
      </Button>
    );
  const search = { from: days.from, to: addDays(days.until, -1), time_zone: timeZone };
  return (
    <ButtonLink {...look} to="/emissions/statement" search={search}>
      {t('emissions.statement.open')}
    </ButtonLink>
  );
}

function daysOf({ from, to }: Report, zone: string): DayRange | undefined {
  return from && to
    ? { from: dayIn(zone, from), until: addDays(dayIn(zone, Date.parse(to) - 1), 1) }
    : undefined;
}

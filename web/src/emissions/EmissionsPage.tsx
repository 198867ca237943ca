import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayIn } from '../time/days';
import { PageHeading } from '../ui/PageHeading';
import { usePreferences } from '../ui/preferences';
import { usageTypesQuery } from '../usage-types/queries';
import { EmissionsBody } from './EmissionsBody';
import { PeriodControls } from './PeriodControls';
import { reportQuery } from './queries';
import { type EmissionsSearch, shownBy } from './search';
import { ToStatement } from './ToStatement';

const route = getRouteApi('/shell/emissions');

export function EmissionsPage() {
  const { t } = useTranslation();
  const { timeZone } = usePreferences();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const today = dayIn(timeZone, Date.now());
  const shown = shownBy(search, today);
  useQuery(usageTypesQuery); // by them the colours are told: read beside the figures, not after them
  const query = useQuery({
    ...reportQuery(shown.range, shown.bucket, timeZone),
    placeholderData: keepPreviousData,
  });
  const change = (changed: EmissionsSearch) =>
    void navigate({ search: (before) => ({ ...before, ...changed }), resetScroll: false });
  return (
    <>
      <PageHeading title={t('emissions.title')} lead={t('emissions.lead')}>
        <ToStatement range={shown.range} report={query.data} />
      </PageHeading>
      <PeriodControls shown={shown} today={today} onChange={change} />
      <EmissionsBody query={query} shown={shown} today={today} onChange={change} />
    </>
  );
}

import { Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { AnchorLink } from '../ui/links';
import { PageHeading } from '../ui/PageHeading';
import { usePreferences } from '../ui/preferences';
import classes from './Statement.module.css';
import { StatementActions } from './StatementActions';
import { StatementSheet } from './StatementSheet';
import { type Asked, statementQuery } from './statement';

const route = getRouteApi('/shell/emissions/statement');

/** What an organisation emitted in a period, to be printed, and to be proved by whoever has the file. */
export function StatementPage() {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const { asked, data, error, isFetching, refetch } = useStatement();
  return (
    <>
      <PageHeading title={t('emissions.statement.title')}>
        {data && <StatementActions asked={asked} text={data.text} />}
      </PageHeading>
      <p className={classes.back}>
        <AnchorLink to="/emissions" search={{ period: 'free', from: asked.from, to: asked.to }}>
          {t('emissions.statement.back')}
        </AnchorLink>
      </p>
      {error && !data && (
        <>
          <FailureAlert words={[inWords(error)]} mb="md" />
          <Button variant="default" loading={isFetching} onClick={() => void refetch()}>
            {t('emissions.tryAgain')}
          </Button>
        </>
      )}
      {!data && !error && (
        <div className={classes.sheet} aria-busy="true">
          <Skeleton height={420} />
        </div>
      )}
      {data && <StatementSheet asked={asked} sealed={data} />}
    </>
  );
}

/** The statement that the address asks for. Once it is there the address says as of when, so that it stays. */
function useStatement() {
  const { from = '', to = '', time_zone, as_of } = route.useSearch();
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const preferred = usePreferences().timeZone;
  const zone = time_zone ?? preferred;
  const asked: Asked = { from, to, zone, asOf: as_of };
  const query = useQuery(statementQuery(asked));
  const { data } = query;
  useEffect(() => {
    if (!data || as_of) return;
    const asOf = data.statement.as_of;
    queries.setQueryData(statementQuery({ from, to, zone, asOf }).queryKey, data);
    void navigate({ search: { from, to, time_zone: zone, as_of: asOf }, replace: true });
  }, [data, as_of, from, to, zone, queries, navigate]);
  return { ...query, asked: { ...asked, asOf: as_of ?? data?.statement.as_of } };
}

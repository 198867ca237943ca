import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { decimal } from '../decimals/decimal';
import { accountQuery } from '../session/account';
import { addDays } from '../time/days';
import { formatInstant } from '../time/format';
import { useFormats } from '../ui/use-formats';
import { alignedDecimals } from './aligned';
import classes from './Statement.module.css';
import type { Asked, SealedStatement, Statement, TypeSum } from './statement';
import { useWording } from './use-wording';

interface StatementSheetProps {
  asked: Asked;
  sealed: SealedStatement;
}

/** The statement as it goes onto paper. */
export function StatementSheet({ asked: { from, to }, sealed: { statement, sha256 } }: StatementSheetProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useWording();
  const organisation = useQuery(accountQuery).data?.organisation.name ?? '';
  const { time_zone: zone, as_of: asOf } = statement;
  const range = words.range({ from, until: addDays(to, 1) });
  const total = decimal(statement.total_emissions_kg_co2e);
  return (
    <article className={classes.sheet}>
      <dl className={classes.facts}>
        <Fact name={t('emissions.statement.organisation')}>
          {t('emissions.statement.named', { name: organisation, id: String(statement.organisation_id) })}
        </Fact>
        <Fact name={t('emissions.period')}>{t('emissions.statement.inZone', { range, from, to, zone })}</Fact>
        <Fact name={t('emissions.statement.asOf')}>
          <time dateTime={asOf}>{formatInstant(asOf, formats.locale, zone)}</time> <code>{asOf}</code>
        </Fact>
        <Fact name={t('usages.title')}>{formats.count(statement.leaves)}</Fact>
        <Fact name={t('emissions.total')}>
          <strong className={classes.total}>{formats.emissions(total).exact}</strong>
        </Fact>
      </dl>
      <Totals statement={statement} />
      <dl className={classes.hashes}>
        <Fact name={t('emissions.statement.root')}>
          <code>{statement.root}</code>
        </Fact>
        <Fact name={t('emissions.statement.sha256')}>
          <code>{sha256}</code>
        </Fact>
      </dl>
      <p className={classes.verify}>{t('emissions.statement.verify')}</p>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Each type with its months, and the total of all. */
function Totals({ statement }: { statement: Statement }) {
  const { t } = useTranslation();
  const { locale, count } = useFormats();
  const types = statement.by_usage_type;
  const total = decimal(statement.total_emissions_kg_co2e);
  const figures = types
    .flatMap((type) => [type, ...type.months])
    .map((sum) => decimal(sum.emissions_kg_co2e));
  const aligned = alignedDecimals([total, ...figures], locale);
  return (
    <table className={classes.table}>
      <caption>{t('emissions.statement.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('emissions.statement.month')}</th>
          <th scope="col">{t('usages.title')}</th>
          <th scope="col">{t('usages.columns.amount')}</th>
          <th scope="col">{t('emissions.axis.kg')}</th>
        </tr>
      </thead>
      {types.map((type) => (
        <TypeRows key={`${type.usage_type.id} ${type.usage_type.unit}`} type={type} aligned={aligned} />
      ))}
      <tfoot>
        <tr className={classes.sum}>
          <th scope="row">{t('emissions.total')}</th>
          <td data-label={t('usages.title')}>{count(statement.leaves)}</td>
          <td />
          <td>{aligned(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

interface TypeRowsProps {
  type: TypeSum;
  aligned: ReturnType<typeof alignedDecimals>;
}

function TypeRows({ type, aligned }: TypeRowsProps) {
  const { t } = useTranslation();
  const { locale, count, unit } = useFormats();
  const words = useWording();
  const { months, usage_type } = type;
  const amount = alignedDecimals(
    [type, ...months].map((sum) => decimal(sum.amount_in_type_unit)),
    locale,
  );
  return (
    <tbody>
      <tr className={classes.type}>
        <th scope="row">{words.type(usage_type)}</th>
        <td data-label={t('usages.title')}>{count(type.usages)}</td>
        <td>
          {amount(decimal(type.amount_in_type_unit))} {unit(usage_type.unit)}
        </td>
        <td>{aligned(decimal(type.emissions_kg_co2e))}</td>
      </tr>
      {months.map((sum) => (
        <tr key={sum.month} className={classes.month}>
          <th scope="row">{words.month(sum.month)}</th>
          <td data-label={t('usages.title')}>{count(sum.usages)}</td>
          <td>
            {amount(decimal(sum.amount_in_type_unit))} {unit(usage_type.unit)}
          </td>
          <td>{aligned(decimal(sum.emissions_kg_co2e))}</td>
        </tr>
      ))}
    </tbody>
  );
}

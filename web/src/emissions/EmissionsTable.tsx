import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../ui/use-formats';
import { Swatch } from '../usage-types/Swatch';
import { alignedDecimals } from './aligned';
import classes from './EmissionsTable.module.css';
import { partOf, type Report, stackOf } from './report';
import { useWording } from './use-wording';

/** The figures of the chart, to the last digit: a bucket a row, a type a column. On phones each row is a card. */
export function EmissionsTable({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const words = useWording();
  const kind = report.bucket;
  const types = stackOf(report);
  const all = [
    report.total_emissions_kg_co2e,
    ...types.map((type) => type.emissions_kg_co2e),
    ...report.buckets.map((bucket) => bucket.total_emissions_kg_co2e),
    ...report.buckets.flatMap((bucket) => types.map(({ usage_type }) => partOf(bucket, usage_type.id))),
  ];
  const aligned = alignedDecimals(all, locale);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys must reach it
    <section className={classes.frame} aria-label={t('emissions.table')} tabIndex={0}>
      <Table className={classes.table} highlightOnHover verticalSpacing={6}>
        <caption>{t('emissions.tableCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`emissions.buckets.${kind}`)}</th>
            {types.map(({ usage_type: type }) => (
              <th key={type.id} scope="col">
                <span className={classes.type}>
                  <Swatch usageTypeId={type.id} />
                  {words.type(type)}
                </span>
              </th>
            ))}
            <th scope="col">{t('emissions.total')}</th>
          </tr>
        </thead>
        <tbody>
          {report.buckets.map((bucket) => (
            <tr key={bucket.from}>
              <th scope="row">{words.bucket(bucket, kind)}</th>
              {types.map(({ usage_type: type }) => (
                <td
                  key={type.id}
                  data-label={words.type(type)}
                  data-empty={partOf(bucket, type.id).toFixed() === '0' || undefined}
                >
                  {aligned(partOf(bucket, type.id))}
                </td>
              ))}
              <td data-label={t('emissions.total')} className={classes.total}>
                {aligned(bucket.total_emissions_kg_co2e)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('emissions.total')}</th>
            {types.map(({ usage_type: type, emissions_kg_co2e }) => (
              <td key={type.id} data-label={words.type(type)}>
                {aligned(emissions_kg_co2e)}
              </td>
            ))}
            <td data-label={t('emissions.total')} className={classes.total}>
              {aligned(report.total_emissions_kg_co2e)}
            </td>
          </tr>
        </tfoot>
      </Table>
    </section>
  );
}

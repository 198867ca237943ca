import { useTranslation } from 'react-i18next';
import { ZERO } from '../decimals/decimal';
import { EmissionFigure } from '../ui/EmissionFigure';
import { Swatch } from '../usage-types/Swatch';
import classes from './Legend.module.css';
import { type Report, stackOf } from './report';
import { useWording } from './use-wording';

/** The types with their totals, in the order of the stack: what is at the top of a bar is at the top here. */
export function Legend({ report }: { report: Report }) {
  const { t } = useTranslation();
  const words = useWording();
  const total = report.total_emissions_kg_co2e;
  return (
    <ul className={classes.legend} aria-label={t('emissions.legend')}>
      {stackOf(report)
        .reverse()
        .map(({ usage_type: type, emissions_kg_co2e }) => (
          <li key={type.id}>
            <Swatch usageTypeId={type.id} />
            <span className={classes.name}>{words.type(type)}</span>
            <span className={classes.figure}>
              <EmissionFigure kilograms={emissions_kg_co2e} />
            </span>
            <span className={classes.share}>
              {total.gt(ZERO) && words.share(emissions_kg_co2e.div(total))}
            </span>
          </li>
        ))}
    </ul>
  );
}

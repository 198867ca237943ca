import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { useFormats } from '../ui/use-formats';
import { useUsageTypes } from '../usage-types/use-usage-types';
import { Calculation, FactorOrigin } from './Calculation';
import { type Usage, versionsQuery } from './queries';
import { useWhat } from './use-what';
import { useWho } from './use-who';
import classes from './WhyDialog.module.css';

// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function WhyDialog({ usage, onClose }: { usage: Usage; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const what = useWhat();
  const inWords = useFailureWords();
  const { typeOf } = useUsageTypes();
  const { data: versions, error } = useQuery(versionsQuery(usage.id));
  const who = useWho();
  const converted = typeOf(usage.usage_type_id)?.accepted_units.find(({ unit }) => unit === usage.unit);
  const typeUnit = usage.usage_type.unit;
  return (
    <Dialog title={t('usages.why.title')} size="36rem" onClose={onClose}>
      <p className={classes.what}>{what(usage)}</p>
      <p className={classes.calculation}>
        <Calculation
          figure={{
            amount: usage.amount,
            unit: usage.unit,
            ratio: converted?.ratio ?? '…',
            typeUnit,
            factor: usage.factor,
            factorVersion: usage.factor_version,
            emissions: usage.emissions_kg_co2e,
          }}
        />
      </p>
      <p className={classes.plain}>{t('usages.why.exact')}</p>
      <p className={classes.plain}>
        <FactorOrigin version={usage.factor_version} />
      </p>
      {converted && usage.unit !== typeUnit && (
        <p className={classes.plain}>
          {t('usages.why.ratioText', {
            entered: formats.unit(usage.unit),
            ratio: converted.ratio,
            unit: formats.unit(typeUnit),
            source: converted.ratio_source,
          })}
        </p>
      )}
      <p className={classes.plain}>
        {t('usages.why.change.recorded', {
          who: who(usage.user_id),
          date: formats.instant(usage.recorded_at),
        })}
      </p>
      <h3 className={classes.title}>{t('usages.why.history')}</h3>
      {error && !versions && <FailureAlert words={[t('usages.why.failed', { reason: inWords(error) })]} />}
      {!versions && !error && <Skeleton height={58} />}
      <ol className={classes.versions}>
        {versions?.items.map((version) => (
          <li key={version.version} value={version.version}>
            <span className={classes.change}>
              {t(`usages.why.change.${version.change}`, {
                who: who(version.changed_by),
                date: formats.instant(version.changed_at),
              })}
              {version.superseded_at === null && <em> · {t('usages.why.current')}</em>}
            </span>
            <span className="reckoning">
              {what(version)} = {formats.emissions(version.emissions_kg_co2e).exact}
            </span>
            {version.note && <q className={classes.note}>{version.note}</q>}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

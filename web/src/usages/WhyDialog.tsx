import { useTranslation } from 'react-i18next';
import { UsageHistory } from '../journal/UsageHistory';
import { Dialog } from '../ui/Dialog';
import { useFormats } from '../ui/use-formats';
import { useUsageTypes } from '../usage-types/use-usage-types';
import { Calculation, FactorOrigin } from './Calculation';
import type { Usage } from './queries';
import { Receipt } from './Receipt';
import { useWhat } from './use-what';
import { useWho } from './use-who';
import classes from './WhyDialog.module.css';

// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function WhyDialog({ usage, onClose }: { usage: Usage; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const what = useWhat();
  const { typeOf } = useUsageTypes();
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
      <Receipt usage={usage} />
      <h3 className={classes.title}>{t('usages.why.history')}</h3>
      <UsageHistory usageId={usage.id} />
    </Dialog>
  );
}

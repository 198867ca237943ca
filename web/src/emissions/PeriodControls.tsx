import { ActionIcon, NativeSelect, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addDays } from '../time/days';
import { FreeRange } from '../ui/FreeRange';
import classes from './PeriodControls.module.css';
import { BUCKETS, isDrawable, PERIODS } from './period';
import { StepIcon } from './StepIcon';
import { type EmissionsSearch, freeSpan, type Shown, type Span, stepped, validateSearch } from './search';
import { useWording } from './use-wording';

interface PeriodControlsProps {
  shown: Shown;
  today: string;
  /** Changes the address; what is left out stays. */
  onChange: (change: EmissionsSearch) => void;
}

/** Which days are shown, and by what. */
export function PeriodControls({ shown, today, onChange }: PeriodControlsProps) {
  const { t } = useTranslation();
  const { range, period } = shown;
  // The bucket is forgotten, as days of a month are of no use in ten years.
  const show = (span: Span, bucket?: EmissionsSearch['bucket']) =>
    onChange({ period: undefined, at: undefined, from: undefined, to: undefined, bucket, ...span });
  const choose = (chosen: string) => {
    const found = PERIODS.find((one) => one === chosen);
    if (found === 'free') show(freeSpan(range ?? { from: `${today.slice(0, 4)}-01-01`, until: today }));
    else show({ period: found });
  };
  return (
    <div className={classes.controls}>
      <NativeSelect
        aria-label={t('emissions.period')}
        value={period}
        onChange={(event) => choose(event.currentTarget.value)}
        data={PERIODS.map((value) => ({ value, label: t(`emissions.periods.${value}`) }))}
        className={classes.period}
      />
      <Stepper shown={shown} today={today} onStep={(span) => show(span, shown.bucket)} />
      {period === 'free' && range && (
        <FreeRange
          required
          from={range.from}
          to={addDays(range.until, -1)}
          onChange={(days) => {
            const { from, to } = validateSearch({ ...days });
            if (from && to) show({ period: 'free', from, to });
          }}
        />
      )}
      <SegmentedControl
        aria-label={t('emissions.bucket')}
        className={classes.bucket}
        value={shown.bucket}
        onChange={(value) => onChange({ bucket: value })}
        data={BUCKETS.map((value) => ({
          value,
          label: t(`emissions.buckets.${value}`),
          disabled: !isDrawable(value, range),
        }))}
      />
    </div>
  );
}

interface StepperProps {
  shown: Shown;
  today: string;
  onStep: (span: Span) => void;
}

function Stepper({ shown, today, onStep }: StepperProps) {
  const { t } = useTranslation();
  const words = useWording();
  const step = (times: 1 | -1, label: string) => {
    const span = stepped(shown, today, times);
    return (
      <ActionIcon
        variant="default"
        size="input-sm"
        aria-label={label}
        // Not disabled: the focus would be lost with the last step.
        aria-disabled={!span}
        data-disabled={!span || undefined}
        onClick={() => span && onStep(span)}
      >
        <StepIcon isForth={times === 1} />
      </ActionIcon>
    );
  };
  return (
    <fieldset className={classes.stepper} aria-label={t('emissions.step')}>
      {step(-1, t('emissions.back'))}
      <strong className={classes.shown} aria-live="polite">
        {shown.range ? words.range(shown.range) : t('emissions.periods.all')}
      </strong>
      {step(1, t('emissions.forth'))}
    </fieldset>
  );
}

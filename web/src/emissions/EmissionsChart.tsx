import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { forDrawing } from '../decimals/decimal';
import { useFormats } from '../ui/use-formats';
import { fillOf, Textures } from '../usage-types/Swatch';
import { BucketTooltip } from './BucketTooltip';
import classes from './EmissionsChart.module.css';
import { bucketsSoFar, partOf, type Report, stackOf } from './report';
import { useBucketSentence } from './use-bucket-sentence';
import { useNewestInView } from './use-newest-in-view';
import { useWording } from './use-wording';

const LEAST_WIDTH_OF_BAR = 5;
const TONNE = 1000;

/** The chart has keys for its neighbours alone: these go as far as there are any. */
const FAR: Partial<Record<string, 'ArrowLeft' | 'ArrowRight'>> = { Home: 'ArrowLeft', End: 'ArrowRight' };

/** Stacked bars, one a bucket. Arrow keys, Home and End move through them, and what they show is said. */
// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function EmissionsChart({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const words = useWording();
  const sentence = useBucketSentence(report);
  const [spoken, setSpoken] = useState<number>();
  const frame = useRef<HTMLDivElement>(null);
  const { buckets } = report;
  const isCut = useNewestInView(frame, bucketsSoFar(report, Date.now()) / buckets.length);
  const kind = report.bucket;
  const stack = stackOf(report);
  const highest = Math.max(...buckets.map((bucket) => forDrawing(bucket.total_emissions_kg_co2e)));
  const scale = highest < TONNE ? 1 : TONNE;
  const axis = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
  const data = buckets.map((bucket, index) => ({
    index,
    ...Object.fromEntries(
      stack.map(({ usage_type }) => [usage_type.id, forDrawing(partOf(bucket, usage_type.id)) / scale]),
    ),
  }));

  // The pointer moves the tooltip too, but nobody wants to hear that.
  function onActive(index: number | undefined) {
    const drawing = frame.current?.querySelector('svg[tabindex]');
    const isByKey = drawing?.matches(':focus-visible');
    setSpoken(isByKey ? index : undefined);
    if (isByKey && frame.current && index !== undefined)
      bringIntoView(frame.current, (index + 0.5) / buckets.length);
  }

  function onKeyDown(event: KeyboardEvent) {
    const key = FAR[event.key];
    if (!key) return;
    event.preventDefault(); // the page stays where it is
    for (let step = 1; step < buckets.length; step += 1)
      event.target.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true }));
  }

  return (
    <figure className={classes.chart} aria-label={t('emissions.chart')}>
      <Textures usageTypeIds={stack.map(({ usage_type }) => usage_type.id)} />
      <p className={classes.unit} aria-hidden="true">
        {t(scale === 1 ? 'emissions.axis.kg' : 'emissions.axis.t')}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the drawing in it */}
      <div className={classes.frame} data-cut={isCut || undefined} ref={frame} onKeyDown={onKeyDown}>
        <div className={classes.drawing} style={{ minWidth: buckets.length * LEAST_WIDTH_OF_BAR + 60 }}>
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 300, height: 320 }}>
            <BarChart
              data={data}
              margin={{ top: 8, right: 4, bottom: 0, left: 6 }}
              barCategoryGap={buckets.length > 60 ? '12%' : '22%'}
              maxBarSize={64}
              title={t('emissions.chart')}
              desc={t('emissions.chartHint')}
            >
              <CartesianGrid vertical={false} stroke="var(--line)" />
              <XAxis
                dataKey="index"
                tickFormatter={(index: number) => {
                  const bucket = buckets[index];
                  return bucket ? words.tick(bucket, kind) : '';
                }}
                tickLine={false}
                axisLine={{ stroke: 'var(--mantine-color-default-border)' }}
                interval="equidistantPreserveStart"
                minTickGap={14}
                tickMargin={6}
              />
              <YAxis
                tickFormatter={(value: number) => axis.format(value)}
                tickLine={false}
                axisLine={false}
                width="auto"
                // Where the newest bars are in view at first, so is the scale.
                orientation={isCut ? 'right' : 'left'}
              />
              <Tooltip
                isAnimationActive={false}
                cursor={{ fill: 'var(--mantine-color-dimmed)', fillOpacity: 0.14 }}
                wrapperStyle={{ zIndex: 2 }}
                content={<BucketTooltip report={report} onActive={onActive} />}
              />
              {stack.map(({ usage_type }) => (
                <Bar
                  key={usage_type.id}
                  dataKey={String(usage_type.id)}
                  name={words.type(usage_type)}
                  stackId="types"
                  fill={fillOf(usage_type.id)}
                  stroke="var(--surface)"
                  strokeWidth={buckets.length > 60 ? 0 : 1}
                  isAnimationActive={false}
                />
              ))}
            </BarChart>
          </ResponsiveContainer>
        </div>
      </div>
      <p role="status" className={classes.spoken}>
        {spoken !== undefined && sentence(spoken)}
      </p>
    </figure>
  );
}

function bringIntoView(frame: HTMLElement, share: number): void {
  if (frame.scrollWidth > frame.clientWidth)
    frame.scrollLeft = frame.scrollWidth * share - frame.clientWidth / 2;
}

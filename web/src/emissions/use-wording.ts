import { useTranslation } from 'react-i18next';
import type { Decimal } from '../decimals/decimal';
import { addDays, dayIn } from '../time/days';
import { useFormats } from '../ui/use-formats';
import { type Bucket, type DayRange, wholeMonths } from './period';
import type { BucketOfReport, PartOfReport } from './report';

/** Days, buckets and changes in the reader's own words. */
export function useWording() {
  const { t } = useTranslation();
  const { locale, timeZone, unit } = useFormats();
  // Days are written as UTC's, which the zone of the report has chosen already.
  const written = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(day));
  const between = ({ from, until }: DayRange, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).formatRange(
      new Date(from),
      new Date(addDays(until, -1)),
    );
  const quarter = (day: string, year: string) =>
    t('emissions.quarterOf', { quarter: Math.ceil(Number(day.slice(5, 7)) / 3), year });
  const percent = (ratio: Decimal, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, ...options }).format(
      ratio.toFixed(),
    );

  function range(days: DayRange): string {
    const months = wholeMonths(days);
    const month = Number(days.from.slice(5, 7));
    const year = days.from.slice(0, 4);
    if (months === 1) return written(days.from, { month: 'long', year: 'numeric' });
    if (months === 3 && month % 3 === 1) return quarter(days.from, year);
    if (months === 12 && month === 1) return year;
    if (months > 0) return between(days, { month: 'short', year: 'numeric' });
    return between(days, { day: 'numeric', month: 'short', year: 'numeric' });
  }

  /** In full, for tooltips and tables. */
  function bucket({ from, to }: BucketOfReport, kind: Bucket): string {
    const days = { from: dayIn(timeZone, from), until: addDays(dayIn(timeZone, Date.parse(to) - 1), 1) };
    if (kind === 'day')
      return written(days.from, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
    if (kind === 'week') return between(days, { day: 'numeric', month: 'short', year: 'numeric' });
    if (kind === 'month') return written(days.from, { month: 'long', year: 'numeric' });
    return kind === 'quarter' ? quarter(days.from, days.from.slice(0, 4)) : days.from.slice(0, 4);
  }

  /** As short as beneath a bar. */
  function tick({ from }: BucketOfReport, kind: Bucket): string {
    const day = dayIn(timeZone, from);
    if (kind === 'day' || kind === 'week') return written(day, { day: 'numeric', month: 'short' });
    if (kind === 'month') return written(day, { month: 'short', year: '2-digit' });
    return kind === 'quarter' ? quarter(day, day.slice(2, 4)) : day.slice(0, 4);
  }

  return {
    range,
    bucket,
    tick,
    /** Of a year: 2026-03. */
    month: (month: string) => written(`${month}-01`, { month: 'long', year: 'numeric' }),
    /** With its unit, as types of one name differ by that. */
    type: ({ name, unit: code }: PartOfReport['usage_type']) =>
      t('emissions.type', { name, unit: unit(code) }),
    share: (ratio: Decimal) => percent(ratio, {}),
    change: (ratio: Decimal) => percent(ratio, { signDisplay: 'exceptZero' }),
  };
}

import { useTranslation } from 'react-i18next';
import { useFormats } from '../ui/use-formats';
import { partsOf, type Report } from './report';
import { useWording } from './use-wording';

/** What a bar shows, as a screen reader says it: the bucket, its total and its parts. */
export function useBucketSentence(report: Report): (index: number) => string {
  const { t } = useTranslation();
  const { emissions } = useFormats();
  const words = useWording();
  return (index) => {
    const bucket = report.buckets[index];
    if (!bucket) return '';
    const total = t('emissions.said', {
      bucket: words.bucket(bucket, report.bucket),
      total: emissions(bucket.total_emissions_kg_co2e).exact,
    });
    const parts = partsOf(report, bucket).map(
      ({ type, kilograms }) => `${words.type(type)}: ${emissions(kilograms).exact}`,
    );
    return [total, ...parts].join('; ');
  };
}

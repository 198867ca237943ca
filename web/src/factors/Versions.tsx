import { Badge, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../session/account';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { useFormats } from '../ui/use-formats';
import { type Factor, factorsQuery, type UsageType } from '../usage-types/queries';
import { useTypeName } from './use-type-name';
import classes from './Versions.module.css';
import { formatBound } from './validity';

/** The history of a type's factor: every version that was published, the latest first. */
export function Versions({ type }: { type: UsageType }) {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const { unit } = useFormats();
  const nameOf = useTypeName();
  const { data: versions, error } = useQuery(factorsQuery(type.id));
  if (error && !versions) return <FailureAlert words={[inWords(error)]} />;
  return (
    <table className={classes.versions} aria-label={t('factors.versions.title', { name: nameOf(type) })}>
      <thead>
        <tr>
          <th scope="col" className={classes.number}>
            {t('factors.perUnit', { unit: unit(type.unit) })}
          </th>
          <th scope="col">{t('factors.versions.from')}</th>
          <th scope="col">{t('factors.versions.until')}</th>
          <th scope="col">{t('factors.versions.source')}</th>
          <th scope="col">{t('factors.versions.recorded')}</th>
        </tr>
      </thead>
      <tbody>
        {versions?.map((version) => (
          <Version key={version.id} version={version} isInForce={version.id === type.factor_version?.id} />
        ))}
        {!versions && (
          <tr aria-busy="true">
            <td colSpan={5}>
              <Skeleton height={16} my={2} />
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Version({ version, isInForce }: { version: Factor; isInForce: boolean }) {
  const { t } = useTranslation();
  const { locale, timeZone, decimal, instant } = useFormats();
  const ownId = useQuery(accountQuery).data?.id;
  const bound = (at: string) => <time dateTime={at}>{formatBound(at, locale, timeZone)}</time>;
  const isYetToCome = version.valid_from !== null && Date.parse(version.valid_from) > Date.now();
  const publisher =
    version.published_by === null ? 'installation' : version.published_by === ownId ? 'you' : 'operator';
  return (
    <tr>
      <td className={classes.number}>
        <div>
          <data value={version.factor.toFixed()}>{decimal(version.factor)}</data>
          {isInForce && (
            <Badge variant="light" size="sm">
              {t('factors.versions.inForce')}
            </Badge>
          )}
          {isYetToCome && (
            <Badge variant="default" size="sm">
              {t('factors.versions.yetToCome')}
            </Badge>
          )}
        </div>
      </td>
      <td data-label={t('factors.versions.from')}>
        {version.valid_from ? bound(version.valid_from) : t('factors.versions.beginning')}
      </td>
      <td data-label={t('factors.versions.until')}>
        {version.valid_to ? bound(version.valid_to) : t('factors.versions.open')}
      </td>
      <td data-label={t('factors.versions.source')}>
        <div>
          {version.source}
          {version.edition && <span className={classes.aside}>{version.edition}</span>}
        </div>
      </td>
      <td data-label={t('factors.versions.recorded')}>
        <div>
          <time dateTime={version.recorded_at}>{instant(version.recorded_at)}</time>
          <span className={classes.aside}>{t(`factors.versions.by.${publisher}`)}</span>
        </div>
      </td>
    </tr>
  );
}

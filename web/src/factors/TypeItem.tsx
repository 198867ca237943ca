import { Badge } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronIcon } from '../ui/icons';
import { useFormats } from '../ui/use-formats';
import type { UsageType } from '../usage-types/queries';
import { Swatch } from '../usage-types/Swatch';
import classes from './Factors.module.css';
import { TypeDetails } from './TypeDetails';

const route = getRouteApi('/shell/factors');

/** A usage type and the factor in force; unfolded, its history and what can be done with it. */
export function TypeItem({ type }: { type: UsageType }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const detailsId = useId();
  const factorId = useId();
  const navigate = route.useNavigate();
  const isOpen = route.useSearch().type === type.id;
  const toggle = () =>
    navigate({ search: isOpen ? {} : { type: type.id }, replace: true, resetScroll: false });
  const version = type.factor_version;
  return (
    <li className={classes.item} data-open={isOpen || undefined}>
      <div className={classes.summary}>
        <h2 className={classes.name}>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={detailsId}
            aria-describedby={factorId}
            onClick={toggle}
          >
            <span className={classes.chevron}>
              <ChevronIcon size={16} />
            </span>
            <Swatch usageTypeId={type.id} />
            {type.name}
          </button>
          {type.retired_at !== null && (
            <Badge variant="default" size="sm">
              {t('factors.retired')}
            </Badge>
          )}
        </h2>
        {type.factor === null ? (
          <p id={factorId} className={classes.missing}>
            {t('factors.none')}
          </p>
        ) : (
          <p id={factorId} className={classes.factor}>
            <data value={type.factor.toFixed()}>{formats.decimal(type.factor)}</data>
            <span>{t('factors.perUnit', { unit: formats.unit(type.unit) })}</span>
          </p>
        )}
        <p className={classes.source}>
          {version && [version.source, version.edition].filter(Boolean).join(', ')}
        </p>
      </div>
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && <TypeDetails type={type} />}
      </div>
    </li>
  );
}

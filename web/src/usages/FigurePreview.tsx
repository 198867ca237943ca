import { useTranslation } from 'react-i18next';
import { useFormats } from '../ui/use-formats';
import { Calculation, FactorOrigin } from './Calculation';
import classes from './FigurePreview.module.css';
import type { Usage } from './queries';
import type { Foreseen } from './use-figure';

interface FigurePreviewProps {
  foreseen: Foreseen;
  /** What is being edited: its figure is shown beside one that differs. */
  usage?: Usage;
}

/** The emissions of what was entered, before it is saved; screen readers are told as they change. */
export function FigurePreview({ foreseen, usage }: FigurePreviewProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const figure = foreseen.state === 'figure' ? foreseen.figure : undefined;
  const texts = figure && formats.emissions(figure.emissions);
  const isNewFactor = usage && figure && usage.factor_version.id !== figure.factorVersion.id;
  const isNewFigure = usage && figure && !usage.emissions_kg_co2e.eq(figure.emissions);
  return (
    <div
      className={classes.preview}
      data-settled={figure !== undefined || undefined}
      data-compares={usage !== undefined || undefined}
    >
      <span className={classes.label}>{t('usages.preview.label')}</span>
      <output className={classes.figure}>
        {texts ? (
          <>
            <span>{texts.exact}</span>
            {texts.shownIn === 't' && <small>{texts.short}</small>}
          </>
        ) : (
          <span className={classes.none}>
            {foreseen.state !== 'figure' && t(`usages.preview.${foreseen.state}`)}
          </span>
        )}
      </output>
      <div className={classes.reason}>
        {figure && (
          <>
            <Calculation figure={figure} />
            <br />
            <FactorOrigin version={figure.factorVersion} />
          </>
        )}
        {(isNewFactor || isNewFigure) && (
          <p className={classes.change}>
            {isNewFactor
              ? t('usages.preview.newFactor', { before: formats.emissions(usage.emissions_kg_co2e).exact })
              : t('usages.preview.newFigure', { before: formats.emissions(usage.emissions_kg_co2e).exact })}
          </p>
        )}
      </div>
    </div>
  );
}

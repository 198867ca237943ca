import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../api/schema.gen';
import { parseDecimal } from '../decimals/parse';
import { startOfDay } from '../time/days';
import { day } from '../ui/search-params';
import { useFormats } from '../ui/use-formats';

type Statement = components['schemas']['FactorStatement'];

/** A factor as somebody types it; days where there are bounds. Named as the service names them. */
export interface FactorValues {
  factor: string;
  source: string;
  edition: string;
  valid_from: string;
  valid_to: string;
}

/** The most that a factor has, as the service says. */
const DECIMALS = 24;

/** Reads what was typed into the form of `formRef`, and says what is wrong with it. */
export function useFactorValues() {
  const { t } = useTranslation();
  const { locale, timeZone } = useFormats();
  const formRef = useRef<HTMLFormElement>(null);
  const parse = (typed: string) => parseDecimal(typed, locale, DECIMALS);
  const bound = (typed: string) => (typed === '' ? null : startOfDay(typed, timeZone));
  return {
    timeZone,
    formRef,
    validate(values: FactorValues) {
      const parsed = parse(values.factor);
      const dayFault = (field: 'valid_from' | 'valid_to') =>
        isNoDay(values[field]) || isHalfTyped(formRef.current, field) ? t('factors.faults.day') : null;
      return {
        factor: 'fault' in parsed ? t(`factors.faults.${parsed.fault}`) : null,
        source: values.source.trim() ? null : t('factors.faults.source'),
        valid_from: dayFault('valid_from'),
        valid_to: dayFault('valid_to'),
      };
    },
    /** Throws on what `validate` finds wrong. */
    statement(values: FactorValues): Statement {
      const parsed = parse(values.factor);
      if ('fault' in parsed) throw new TypeError(parsed.fault);
      return {
        factor: parsed.value,
        source: values.source.trim(),
        edition: values.edition.trim() || null,
        valid_from: bound(values.valid_from),
        valid_to: bound(values.valid_to),
      };
    },
  };
}

/** A field for dates takes years of five digits and more. */
const isNoDay = (typed: string) => typed !== '' && day(typed) === undefined;

/** A date of which parts are missing has no value, and must not pass for none. */
function isHalfTyped(form: HTMLFormElement | null, field: keyof FactorValues): boolean {
  return form?.querySelector<HTMLInputElement>(`[data-path="${field}"]`)?.validity.badInput ?? false;
}

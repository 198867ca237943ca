import type { TFunction } from 'i18next';
import { decimal } from '../decimals/decimal';
import type { useFormats } from '../ui/use-formats';
import {
  type Entry,
  type FactorEntry,
  INSTALLATION,
  isOfFactor,
  isOfUsage,
  isOfUsageType,
  type UsageEntry,
  type UsageState,
  type UsageTypeEntry,
} from './entries';

/** The reader's own way of saying things. */
export interface Speech {
  t: TFunction;
  formats: Pick<ReturnType<typeof useFormats>, 'amount' | 'decimal' | 'emissions' | 'instant' | 'unit'> & {
    locale: string;
  };
  /** A bound of a validity. */
  bound: (instant: string) => string;
  who: (userId: number) => string;
  /** A usage type by its present name. */
  typeName: (id: number) => string;
  /** What its factor is of: kg CO₂e per kWh. */
  perUnit: (usageTypeId: number) => string;
}

export interface EntryWords {
  /** What was done, by whom and when. */
  heading: string;
  /** To what, and what it is since. */
  what: string;
}

/** An entry in a sentence or two. `isOfOne` where the usage is known: then a correction names what it changed alone. */
export function wordsOf(entry: Entry, speech: Speech, isOfOne = false): EntryWords {
  const { t, formats } = speech;
  const who = { who: whoDid(entry, speech), date: formats.instant(entry.recorded_at) };
  if (isOfUsage(entry))
    return { heading: t(`journal.did.${entry.action}`, who), what: usageWords(entry, speech, isOfOne) };
  if (isOfUsageType(entry)) return usageTypeWords(entry, speech, who);
  if (isOfFactor(entry))
    return { heading: t(`journal.did.${entry.action}`, who), what: factorWords(entry, speech) };
  const count = entry.before?.entries ?? 0;
  return { heading: t(`journal.did.${entry.action}`, who), what: t('journal.erased', { count }) };
}

/** By whom, and when. */
type Doer = Record<'who' | 'date', string>;

function whoDid({ chain, user_id }: Entry, { t, who }: Speech): string {
  if (chain !== INSTALLATION) return who(user_id);
  if (user_id === INSTALLATION) return t('journal.byInstallation');
  const named = who(user_id);
  return named === t('usages.why.you') ? named : t('journal.operator');
}

function usageWords({ before, after }: UsageEntry, speech: Speech, isOfOne: boolean): string {
  const { t, formats } = speech;
  const state = after ?? before;
  if (!state) return '';
  const changed = before && after ? changedParts(before, after, speech) : [];
  if (!before || changed.length === 0) return stateWords(state, speech);
  const changes = new Intl.ListFormat(formats.locale, { type: 'unit' }).format(changed);
  if (isOfOne) return changes;
  const date = formats.instant(before.usage_at);
  return t('journal.usage.corrected', { type: speech.typeName(before.usage_type_id), date, changes });
}

/** All of a usage: 100 kWh of electricity on 1 Mar 2026, 12:00 = 150 kg CO₂e. */
function stateWords(state: UsageState, speech: Speech): string {
  const { t, formats } = speech;
  const amount = formats.amount(decimal(state.amount), state.unit);
  const what = t('usages.what', {
    what: t('usages.ofType', { amount, type: speech.typeName(state.usage_type_id) }),
    date: formats.instant(state.usage_at),
  });
  const emissions = formats.emissions(decimal(state.emissions_kg_co2e)).exact;
  const key = state.note ? 'journal.usage.statedWithNote' : 'journal.usage.stated';
  return t(key, { what, emissions, note: state.note });
}

/** Each part that differs, as it was and as it is: amount 100 → 120 kWh. */
function changedParts(before: UsageState, after: UsageState, speech: Speech): string[] {
  const { t, formats } = speech;
  const said: string[] = [];
  const say = (part: 'type' | 'amount' | 'date', from: string, to: string) =>
    said.push(t(`journal.usage.${part}`, { from, to }));
  const [amount, newAmount] = [decimal(before.amount), decimal(after.amount)];
  const [emitted, emits] = [decimal(before.emissions_kg_co2e), decimal(after.emissions_kg_co2e)];

  if (before.usage_type_id !== after.usage_type_id)
    say('type', speech.typeName(before.usage_type_id), speech.typeName(after.usage_type_id));
  if (before.unit !== after.unit)
    say('amount', formats.amount(amount, before.unit), formats.amount(newAmount, after.unit));
  else if (!amount.eq(newAmount))
    say('amount', formats.decimal(amount), formats.amount(newAmount, after.unit));
  if (before.usage_at !== after.usage_at) {
    const [from, to] = [before.usage_at, after.usage_at].map(formats.instant);
    // Seconds are not shown, and may be all that differs.
    if (from === to) say('date', before.usage_at, after.usage_at);
    else say('date', from ?? '', to ?? '');
  }
  if (before.note !== after.note) {
    const change = !before.note ? 'noteAdded' : !after.note ? 'noteTaken' : 'note';
    said.push(t(`journal.usage.${change}`, { from: before.note, to: after.note }));
  }
  if (before.factor_id !== after.factor_id) said.push(t('journal.usage.factor'));
  if (!emitted.eq(emits))
    said.push(
      t('journal.usage.emissions', {
        from: formats.decimal(emitted),
        to: formats.emissions(emits).exact,
      }),
    );
  return said;
}

function usageTypeWords(entry: UsageTypeEntry, { t, formats }: Speech, who: Doer): EntryWords {
  const { before, after } = entry;
  const state = after ?? before;
  const name = state
    ? t('journal.usageType.named', { name: state.name, unit: formats.unit(state.unit) })
    : '';
  const isRenamed = before && after && before.name !== after.name;
  const isRetirement = before && after && (before.retired_at === null) !== (after.retired_at === null);
  const renamed = isRenamed && t('journal.usageType.renamed', { from: before.name, to: after.name });
  if (isRenamed && !isRetirement)
    return { heading: t('journal.did.usage_type.renamed', who), what: renamed || '' };
  if (!isRetirement) return { heading: t(`journal.did.${entry.action}`, who), what: name };
  const did = after.retired_at === null ? 'reinstated' : 'retired';
  return { heading: t(`journal.did.usage_type.${did}`, who), what: renamed || name };
}

function factorWords({ after }: FactorEntry, { t, formats, bound, typeName, perUnit }: Speech): string {
  if (!after) return '';
  const { valid_from, valid_to, source, edition } = after;
  const from = valid_from ? t('usages.factor.from', { date: bound(valid_from) }) : t('usages.factor.always');
  const until = valid_to && t('usages.factor.until', { date: bound(valid_to) });
  return t('journal.factor', {
    type: typeName(after.usage_type_id),
    factor: formats.decimal(decimal(after.factor)),
    perUnit: perUnit(after.usage_type_id),
    validity: [from, until].filter(Boolean).join(' '),
    source: edition ? t('usages.factor.edition', { source, edition }) : source,
  });
}

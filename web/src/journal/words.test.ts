import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatDecimal } from '../decimals/format';
import { formatBound } from '../factors/validity';
import en from '../locales/en.json';
import { formatInstant } from '../time/format';
import type { Entry, FactorEntry, UsageEntry, UsageState, UsageTypeEntry } from './entries';
import { type Speech, wordsOf } from './words';

const LOCALE = 'en-GB';
const ZONE = 'Europe/Zurich';
const TYPES: Record<number, string> = { 100: 'electricity', 103: 'heating (m³)' };

let speech: Speech;
beforeAll(async () => {
  const t = await i18next.init({
    lng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  const unit = (code: string) => (code === 'kwh' ? 'kWh' : code);
  speech = {
    t,
    formats: {
      locale: LOCALE,
      unit,
      decimal: (value) => formatDecimal(value, LOCALE),
      amount: (value, code) => `${formatDecimal(value, LOCALE)} ${unit(code)}`,
      emissions(kilograms) {
        const exact = `${formatDecimal(kilograms, LOCALE)} kg CO₂e`;
        return { exact, short: exact, shownIn: 'kg', inColumn: exact };
      },
      instant: (instant) => formatInstant(instant, LOCALE, ZONE),
    },
    bound: (instant) => formatBound(instant, LOCALE, ZONE),
    who: (id) => (id === 7 ? 'you' : `user ${id}`),
    typeName: (id) => TYPES[id] ?? `usage type ${id}`,
    perUnit: () => 'kg CO₂e per kWh',
  };
});

const STATE: UsageState = {
  usage_type_id: 100,
  usage_at: '2026-03-01T11:00:00.000000Z',
  amount: '100',
  unit: 'kwh',
  note: null,
  factor_id: 1,
  emissions_kg_co2e: '150',
};
const common = {
  chain: 5,
  recorded_at: '2026-03-02T08:00:00.000000Z',
  user_id: 7,
  subject_id: 9,
  version: 2,
  reason: null,
  sequence: 1,
  settled_at: null,
  hash: null,
};
const corrected = (after: Partial<UsageState>, before: Partial<UsageState> = {}): UsageEntry => ({
  ...common,
  action: 'usage.corrected',
  before: { ...STATE, ...before },
  after: { ...STATE, ...before, ...after },
});
const changes = (entry: Entry) => wordsOf(entry, speech, true).what;

describe('of a usage', () => {
  it('says who did what when, and what it was done to', () => {
    expect(wordsOf(corrected({ amount: '120', emissions_kg_co2e: '180' }), speech)).toEqual({
      heading: 'Corrected by you on 2 Mar 2026, 09:00',
      what: 'electricity on 1 Mar 2026, 12:00: amount 100 → 120 kWh, 150 → 180 kg CO₂e',
    });
    expect(wordsOf({ ...corrected({}), user_id: 8 }, speech).heading).toBe(
      'Corrected by user 8 on 2 Mar 2026, 09:00',
    );
  });

  it('names each part that was changed, and no other', () => {
    expect(changes(corrected({ amount: '120', emissions_kg_co2e: '180' }))).toBe(
      'amount 100 → 120 kWh, 150 → 180 kg CO₂e',
    );
    expect(changes(corrected({ unit: 'MJ', emissions_kg_co2e: '41.666667' }))).toBe(
      'amount 100 kWh → 100 MJ, 150 → 41.666667 kg CO₂e',
    );
    expect(changes(corrected({ usage_type_id: 103, unit: 'm3', factor_id: 4 }))).toBe(
      'type electricity → heating (m³), amount 100 kWh → 100 m3, another factor',
    );
    expect(changes(corrected({ usage_at: '2026-07-01T10:00:00.000000Z' }))).toBe(
      'date 1 Mar 2026, 12:00 → 1 Jul 2026, 12:00',
    );
  });

  it('tells seconds apart where they are all that differs', () => {
    expect(changes(corrected({ usage_at: '2026-03-01T11:00:07.000000Z' }))).toBe(
      'date 2026-03-01T11:00:00.000000Z → 2026-03-01T11:00:07.000000Z',
    );
  });

  it('says what became of a note', () => {
    expect(changes(corrected({ note: 'Meter 4' }))).toBe('note “Meter 4” added');
    expect(changes(corrected({ note: null }, { note: 'Meter 4' }))).toBe('note “Meter 4” taken away');
    expect(changes(corrected({ note: 'Meter 5' }, { note: 'Meter 4' }))).toBe('note “Meter 4” → “Meter 5”');
  });

  it('keeps every digit', () => {
    const after = { amount: '999999999999.123457', emissions_kg_co2e: '1499999999998.685186' };
    expect(changes(corrected(after, { amount: '999999999999.123456' }))).toBe(
      'amount 999,999,999,999.123456 → 999,999,999,999.123457 kWh, 150 → 1,499,999,999,998.685186 kg CO₂e',
    );
  });

  it('says all of one that is recorded, deleted or restored', () => {
    const whole = '100 kWh of electricity on 1 Mar 2026, 12:00 = 150 kg CO₂e';
    const noted = { ...STATE, note: 'Meter 4' };
    const did = (entry: Partial<UsageEntry>) => wordsOf({ ...corrected({}), ...entry }, speech);
    expect(did({ action: 'usage.recorded', before: null, after: noted })).toEqual({
      heading: 'Recorded by you on 2 Mar 2026, 09:00',
      what: `${whole}, with the note “Meter 4”`,
    });
    expect(did({ action: 'usage.deleted', after: null })).toEqual({
      heading: 'Deleted by you on 2 Mar 2026, 09:00',
      what: whole,
    });
    expect(did({ action: 'usage.restored', before: null })).toEqual({
      heading: 'Restored by you on 2 Mar 2026, 09:00',
      what: whole,
    });
  });
});

describe('of what concerns everybody', () => {
  type Type = NonNullable<UsageTypeEntry['after']>;
  const HEAT: Type = { name: 'heat', unit: 'kwh', retired_at: null };
  const type = (entry: Pick<UsageTypeEntry, 'action' | 'before' | 'after'>): UsageTypeEntry => ({
    ...common,
    chain: 0,
    user_id: 3,
    ...entry,
  });
  const said = (entry: Entry) => Object.values(wordsOf(entry, speech)).join(': ');
  const changedTo = (after: Partial<Type>, before = HEAT) =>
    said(type({ action: 'usage_type.changed', before, after: { ...HEAT, ...after } }));

  it('says what became of a usage type', () => {
    expect(said(type({ action: 'usage_type.added', before: null, after: HEAT }))).toBe(
      'Usage type added by the operator on 2 Mar 2026, 09:00: heat, in kWh',
    );
    expect(said(type({ action: 'usage_type.removed', before: HEAT, after: null }))).toBe(
      'Usage type removed by the operator on 2 Mar 2026, 09:00: heat, in kWh',
    );
    expect(changedTo({ name: 'warmth' })).toBe(
      'Usage type renamed by the operator on 2 Mar 2026, 09:00: “heat” is called “warmth” now',
    );
    expect(changedTo({ retired_at: '2026-03-02T08:00:00.000000Z' })).toBe(
      'Usage type retired by the operator on 2 Mar 2026, 09:00: heat, in kWh',
    );
    const retired = { ...HEAT, retired_at: '2026-03-01T08:00:00.000000Z' };
    expect(changedTo({ name: 'warmth' }, retired)).toBe(
      'Usage type reinstated by the operator on 2 Mar 2026, 09:00: “heat” is called “warmth” now',
    );
  });

  it('says value, validity and source of a factor, and who published it', () => {
    const factor: FactorEntry = {
      ...common,
      chain: 0,
      user_id: 0,
      action: 'factor.published',
      before: null,
      after: {
        usage_type_id: 100,
        factor: '0.000000000000000000000001',
        valid_from: '2025-12-31T23:00:00.000000Z',
        valid_to: null,
        source: 'Grid',
        edition: '2026',
      },
    };
    expect(said(factor)).toBe(
      'Factor published by the installation on 2 Mar 2026, 09:00: electricity: ' +
        '0.000000000000000000000001 kg CO₂e per kWh, valid from 1 Jan 2026; source: Grid, 2026',
    );
    expect(said({ ...factor, user_id: 7 })).toContain('Factor published by you on');
  });

  it('says how much went with an organisation', () => {
    expect(
      said({
        ...common,
        chain: 0,
        action: 'organisation.erased',
        before: { entries: 1200 },
        after: null,
      }),
    ).toBe('Organisation erased on 2 Mar 2026, 09:00: Its journal went with it: 1,200 entries.');
  });
});

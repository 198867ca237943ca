import { expect, it } from 'vitest';
import { decimal } from '../decimals/decimal';
import { enteredOf, readEntered } from './statement';

const ZURICH = { locale: 'en-GB', timeZone: 'Europe/Zurich' };
const usage = (usage_at: string) => ({
  usage_type_id: 102,
  amount: decimal('123456789012.123456'),
  unit: 'MJ',
  usage_at,
  note: null,
});

it.each(['2026-03-01T11:00:00Z', '2026-03-01T11:00:07.250001Z', '2026-10-25T01:30:00Z'])(
  'reads back what it fills the fields with, for %s',
  (usageAt) => {
    const one = usage(usageAt);
    const read = readEntered(enteredOf(one, ZURICH), one, ZURICH);
    expect(read).toEqual({ usageTypeId: 102, amount: one.amount, usageAt, faults: {} });
  },
);

it('reads times in the zone, and names those that the clocks skip', () => {
  const entered = { usage_type_id: '102', amount: '1,234.5', unit: 'kwh', note: '' };
  expect(readEntered({ ...entered, usage_at: '2026-07-01T12:00' }, undefined, ZURICH)).toEqual({
    usageTypeId: 102,
    amount: decimal('1234.5'),
    usageAt: '2026-07-01T10:00:00Z',
    faults: {},
  });
  expect(readEntered({ ...entered, usage_at: '2026-03-29T02:30' }, undefined, ZURICH).faults).toEqual({
    usage_at: 'skippedTime',
  });
});

it('names what is missing or out of bounds', () => {
  const none = { usage_type_id: null, amount: '', unit: '', usage_at: '', note: '' };
  expect(readEntered(none, undefined, ZURICH).faults).toEqual({
    usage_type_id: 'type',
    amount: 'empty',
    usage_at: 'time',
  });
  const faultOf = (amount: string) => readEntered({ ...none, amount }, undefined, ZURICH).faults.amount;
  expect(['-1', '1000000000000', '1,5', '0.0000001'].map(faultOf)).toEqual([
    'negative',
    'tooLarge',
    'separators',
    'tooManyDecimals',
  ]);
});

import { expect, it } from 'vitest';
import { decimal } from '../decimals/decimal';
import { changesTo, type Entered, enteredOf, onTopOf, readEntered } from './statement';

const ZURICH = { locale: 'en-GB', timeZone: 'Europe/Zurich' };
const usage = (usage_at: string, note: string | null = null) => ({
  usage_type_id: 102,
  amount: decimal('123456789012.123456'),
  unit: 'MJ',
  usage_at,
  note,
});
const NOTHING: Entered = {
  usage_type_id: null,
  amount: '',
  unit: '',
  usage_at: '',
  occurrence: '0',
  note: '',
  reason: '',
};

it.each([
  '2026-03-01T11:00:00Z',
  '2026-03-01T11:00:07.250001Z',
  '2026-10-25T00:30:00Z',
  '2026-10-25T01:30:00Z',
  '2026-10-25T01:30:07.5Z',
])('reads back what it fills the fields with, for %s', (usageAt) => {
  const one = usage(usageAt, ' two\r\nlines ');
  const entered = enteredOf(one, ZURICH);
  const read = readEntered(entered, one, ZURICH);
  expect(read).toEqual({ usageTypeId: 102, amount: one.amount, usageAt, faults: {} });
  expect(changesTo(one, read, entered)).toEqual({});
});

const readTime = (usage_at: string, occurrence = '0') =>
  readEntered(
    { ...NOTHING, usage_type_id: '102', amount: '1,234.5', usage_at, occurrence },
    undefined,
    ZURICH,
  );

it('reads times in the zone, and names those that the clocks skip', () => {
  expect(readTime('2026-07-01T12:00')).toEqual({
    usageTypeId: 102,
    amount: decimal('1234.5'),
    usageAt: '2026-07-01T10:00:00Z',
    faults: {},
  });
  expect(readTime('2026-03-29T02:30').faults).toEqual({ usage_at: 'skippedTime' });
});

it('tells the two apart where a time comes twice', () => {
  expect(readTime('2026-10-25T02:30', '0').usageAt).toBe('2026-10-25T00:30:00Z');
  expect(readTime('2026-10-25T02:30', '1').usageAt).toBe('2026-10-25T01:30:00Z');
  expect(readTime('2026-10-25T04:30', '1').usageAt).toBe('2026-10-25T03:30:00Z');
});

it.each([
  '0001-01-01T00:00',
  '1899-12-31T23:59',
  '1900-01-01T00:00',
  '2200-01-01T00:00',
  '12026-03-01T12:00',
])('names %s as out of the years that the service takes', (time) => {
  const read = readTime(time); // 1900 begins in UTC after it did in Zurich
  expect(read.faults).toEqual({ usage_at: 'outOfYears' });
  expect(read.usageAt).toBeUndefined();
});

it('names what is missing or out of bounds', () => {
  expect(readEntered(NOTHING, undefined, ZURICH).faults).toEqual({
    usage_type_id: 'type',
    amount: 'empty',
    usage_at: 'time',
  });
  const faultOf = (amount: string) => readEntered({ ...NOTHING, amount }, undefined, ZURICH).faults.amount;
  expect(['-1', '1000000000000', '1,5', '0.0000001'].map(faultOf)).toEqual([
    'negative',
    'tooLarge',
    'separators',
    'tooManyDecimals',
  ]);
});

it('changes what differs by value, and nothing else', () => {
  const one = usage('2026-03-01T11:00:00Z', 'old');
  const changed = (entry: Partial<Entered>) => {
    const entered = { ...enteredOf(one, ZURICH), ...entry };
    return changesTo(one, readEntered(entered, one, ZURICH), entered);
  };
  expect(changed({ amount: '123,456,789,012.1234560' })).toEqual({});
  expect(changed({ amount: '7' })).toEqual({ amount: decimal('7') });
  expect(changed({ usage_type_id: '103' })).toEqual({ usage_type_id: 103, unit: 'MJ' });
  expect(changed({ usage_at: '2026-03-01T12:01' })).toEqual({ usage_at: '2026-03-01T11:01:00Z' });
  expect(changed({ note: ' ' })).toEqual({ note: null });
  expect(changed({ amount: '7', reason: ' misread ' })).toEqual({ amount: decimal('7'), reason: 'misread' });
  expect(changed({ reason: 'none that changes anything' })).toEqual({});
});

it('puts what was typed on top of what the usage has become', () => {
  const before = usage('2026-03-01T11:00:00Z', 'old');
  const newest = { ...before, usage_type_id: 101, unit: 'm3', amount: decimal('9'), note: 'theirs' };
  const typed = { ...enteredOf(before, ZURICH), unit: 'kwh', note: 'mine', reason: 'misread' };
  expect(onTopOf(newest, typed, before, ZURICH)).toEqual({
    usage_type_id: '102', // a unit is one of its type's
    unit: 'kwh',
    amount: '9',
    usage_at: '2026-03-01T12:00',
    occurrence: '0',
    note: 'mine',
    reason: 'misread',
  });
});

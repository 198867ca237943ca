import { type Decimal, decimal, ZERO } from '../decimals/decimal';
import { formatForInput } from '../decimals/format';
import { type NotADecimal, parseDecimal } from '../decimals/parse';
import { instantsOf, wallClock } from '../time/zone';
import type { Usage, UsageChange } from './queries';

/** What stands in the fields, under the names that the service gives them. */
export interface Entered extends Record<string, unknown> {
  usage_type_id: string | null;
  amount: string;
  unit: string;
  /** Wall-clock time of the form 2026-03-01T12:00, with seconds where there are any. */
  usage_at: string;
  /** Which of the two where clocks are put back and the time comes twice: their place among them. */
  occurrence: string;
  note: string;
  /** Why a usage is corrected; the journal keeps it. */
  reason: string;
}

export type EntryFault =
  | 'type'
  | 'time'
  | 'outOfYears'
  | 'skippedTime'
  | 'nothingChanged'
  | 'negative'
  | 'tooLarge'
  | NotADecimal;

/** What the fields say; what is missing or wrong is named by field. */
export interface Read {
  usageTypeId?: number;
  amount?: Decimal;
  usageAt?: string;
  faults: Partial<Record<keyof Entered & string, EntryFault>>;
}

type Time = Pick<Entered, 'usage_at' | 'occurrence'>;

interface Reader {
  locale: string;
  timeZone: string;
}

const LIMIT = decimal('1000000000000');

/** The parts of a usage that can be entered. */
export type Editable = Pick<Usage, 'usage_type_id' | 'amount' | 'unit' | 'usage_at' | 'note'>;

/** The fields as they stand at first: of the usage to be edited, or of a new one, now. */
export function enteredOf(usage: Editable | undefined, { locale, timeZone }: Reader): Entered {
  if (!usage) {
    const now = wallClock(Date.now(), timeZone).slice(0, 16);
    return {
      usage_type_id: null,
      amount: '',
      unit: '',
      usage_at: now.replace(' ', 'T'),
      occurrence: '0',
      note: '',
      reason: '',
    };
  }
  return {
    usage_type_id: String(usage.usage_type_id),
    amount: formatForInput(usage.amount, locale),
    unit: usage.unit,
    ...timeOf(usage, timeZone),
    note: usage.note ?? '',
    reason: '',
  };
}

export function readEntered(
  entered: Entered,
  usage: Editable | undefined,
  { locale, timeZone }: Reader,
): Read {
  const read: Read = { faults: {} };
  if (entered.usage_type_id === null) read.faults.usage_type_id = 'type';
  else read.usageTypeId = Number(entered.usage_type_id);

  const parsed = parseDecimal(entered.amount, locale);
  if ('fault' in parsed) read.faults.amount = parsed.fault;
  else if (parsed.value.lt(ZERO)) read.faults.amount = 'negative';
  else if (!parsed.value.lt(LIMIT)) read.faults.amount = 'tooLarge';
  else read.amount = parsed.value;

  if (entered.usage_at === '') read.faults.usage_at = 'time';
  // The fields show no fractions of a second: what is untouched stays.
  else if (usage && isSameTime(entered, timeOf(usage, timeZone))) read.usageAt = usage.usage_at;
  else if (!isInYears(entered.usage_at)) read.faults.usage_at = 'outOfYears';
  else {
    const choices = timesOf(entered, timeZone);
    const usageAt = choices[Number(entered.occurrence)] ?? choices[0];
    if (usageAt === undefined) read.faults.usage_at = 'skippedTime';
    else if (!isInYears(usageAt)) read.faults.usage_at = 'outOfYears';
    else read.usageAt = usageAt;
  }
  return read;
}

/** The instants that the entered time may be: two where clocks are put back, none where they are put forward. */
export function timesOf({ usage_at }: Pick<Entered, 'usage_at'>, timeZone: string): string[] {
  return instantsOf(usage_at.length === 16 ? `${usage_at}:00` : usage_at, timeZone);
}

/** What an edit changes, compared by value; what it leaves as it is, is not there. Nor is a reason for nothing. */
export function changesTo(usage: Editable, read: Read, { unit, note, reason }: Entered): UsageChange {
  const { usageTypeId, amount, usageAt } = read;
  const change: UsageChange = {};
  const isOtherType = usageTypeId !== usage.usage_type_id;
  if (isOtherType) change.usage_type_id = usageTypeId;
  // The service would not know whether the unit of another type is meant to stay.
  if (isOtherType || unit !== usage.unit) change.unit = unit;
  if (amount && !amount.eq(usage.amount)) change.amount = amount;
  if (usageAt !== usage.usage_at) change.usage_at = usageAt;
  if (note !== (usage.note ?? '')) change.note = note.trim() || null;
  if (change.note === usage.note) delete change.note;
  if (reason.trim() && Object.keys(change).length > 0) change.reason = reason.trim();
  return change;
}

/** Fields that are entered and changed together. */
const GROUPS = [
  ['usage_type_id', 'unit'],
  ['amount'],
  ['usage_at', 'occurrence'],
  ['note'],
  ['reason'],
] as const;

/** What stands in the fields after the usage was changed elsewhere: the newest, with what was typed on top of it. */
export function onTopOf(newest: Editable, entered: Entered, before: Editable, reader: Reader): Entered {
  const [was, merged] = [enteredOf(before, reader), enteredOf(newest, reader)];
  for (const group of GROUPS) {
    const isTyped = group.some((field) => entered[field] !== was[field]);
    if (isTyped) Object.assign(merged, Object.fromEntries(group.map((field) => [field, entered[field]])));
  }
  return merged;
}

/** The years that the service takes. */
export const FIRST_TIME = '1900-01-01T00:00';
export const LAST_TIME = '2199-12-31T23:59';
const isInYears = (time: string) => /^(19|20|21)\d\d-/.test(time);

function isSameTime(a: Time, b: Time): boolean {
  return a.usage_at === b.usage_at && a.occurrence === b.occurrence;
}

function timeOf({ usage_at }: Pick<Usage, 'usage_at'>, timeZone: string): Time {
  const wall = wallClock(usage_at, timeZone);
  const wholeSecond = usage_at.replace(/\.\d+/, '');
  const occurrence = Math.max(0, instantsOf(wall, timeZone).indexOf(wholeSecond));
  return { usage_at: fieldTime(wall), occurrence: String(occurrence) };
}

/** Times to the minute have no seconds: a field would show them otherwise. */
function fieldTime(wall: string): string {
  return wall.replace(' ', 'T').replace(/(T\d\d:\d\d):00$/, '$1');
}

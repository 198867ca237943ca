import { type Decimal, decimal, ZERO } from '../decimals/decimal';
import { formatForInput } from '../decimals/format';
import { type NotADecimal, parseDecimal } from '../decimals/parse';
import { instantOf, wallClock } from '../time/zone';
import type { Usage } from './queries';

/** What stands in the fields, under the names that the service gives them. */
export interface Entered extends Record<string, unknown> {
  usage_type_id: string | null;
  amount: string;
  unit: string;
  /** Wall-clock time of the form 2026-03-01T12:00, with seconds where there are any. */
  usage_at: string;
  note: string;
}

export type EntryFault = 'type' | 'time' | 'skippedTime' | 'negative' | 'tooLarge' | NotADecimal;

/** What the fields say; what is missing or wrong is named by field. */
export interface Read {
  usageTypeId?: number;
  amount?: Decimal;
  usageAt?: string;
  faults: Partial<Record<keyof Entered & string, EntryFault>>;
}

interface Reader {
  locale: string;
  timeZone: string;
}

const LIMIT = decimal('1000000000000');

/** The parts of a usage that can be entered. */
type Editable = Pick<Usage, 'usage_type_id' | 'amount' | 'unit' | 'usage_at' | 'note'>;

/** The fields as they stand at first: of the usage to be edited, or of a new one, now. */
export function enteredOf(usage: Editable | undefined, { locale, timeZone }: Reader): Entered {
  if (!usage) {
    const now = wallClock(Date.now(), timeZone).slice(0, 16);
    return { usage_type_id: null, amount: '', unit: '', usage_at: now.replace(' ', 'T'), note: '' };
  }
  return {
    usage_type_id: String(usage.usage_type_id),
    amount: formatForInput(usage.amount, locale),
    unit: usage.unit,
    usage_at: fieldTime(usage.usage_at, timeZone),
    note: usage.note ?? '',
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
  // A field shows neither fractions of a second nor which of two equal hours it was: what is untouched stays.
  else if (usage && entered.usage_at === fieldTime(usage.usage_at, timeZone)) read.usageAt = usage.usage_at;
  else {
    const seconds = entered.usage_at.length === 16 ? ':00' : '';
    read.usageAt = instantOf(entered.usage_at + seconds, timeZone);
    if (read.usageAt === undefined) read.faults.usage_at = 'skippedTime';
  }
  return read;
}

/** Times to the minute have no seconds: a field would show them otherwise. */
function fieldTime(instant: string, timeZone: string): string {
  return wallClock(instant, timeZone)
    .replace(' ', 'T')
    .replace(/(T\d\d:\d\d):00$/, '$1');
}

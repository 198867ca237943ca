import type { components } from '../api/schema.gen';

type Record = components['schemas']['JournalRecord'];
export type Action = Record['action'];
export type Heads = components['schemas']['JournalHeadList'];

/** The states that entries tell of. All decimals are text, as in everything that is hashed. */
export interface UsageState {
  usage_type_id: number;
  usage_at: string;
  amount: string;
  unit: string;
  note: string | null;
  factor_id: number;
  emissions_kg_co2e: string;
}

interface UsageTypeState {
  name: string;
  unit: string;
  retired_at: string | null;
}

interface FactorState {
  usage_type_id: number;
  factor: string;
  valid_from: string | null;
  valid_to: string | null;
  source: string;
  edition: string | null;
}

/** What is left of a journal that went with its organisation. */
interface ErasedState {
  entries: number;
}

interface StateOf {
  usage: UsageState;
  usage_type: UsageTypeState;
  factor: FactorState;
  organisation: ErasedState;
}

type Kind = keyof StateOf;
type EntryOf<K extends Kind> = Omit<Record, 'action' | 'before' | 'after'> & {
  action: Extract<Action, `${K}.${string}`>;
  before: StateOf[K] | null;
  after: StateOf[K] | null;
};

export type UsageEntry = EntryOf<'usage'>;
export type UsageTypeEntry = EntryOf<'usage_type'>;
export type FactorEntry = EntryOf<'factor'>;
export type Entry = UsageEntry | UsageTypeEntry | FactorEntry | EntryOf<'organisation'>;

export const ACTIONS = [
  'usage.recorded',
  'usage.corrected',
  'usage.deleted',
  'usage.restored',
  'factor.published',
  'usage_type.added',
  'usage_type.changed',
  'usage_type.removed',
  'organisation.erased',
] as const satisfies readonly Action[];

/** The chain of what concerns everybody. */
export const INSTALLATION = 0;

const isAbout =
  <K extends Kind>(kind: K) =>
  (entry: Entry): entry is Extract<Entry, EntryOf<K>> =>
    entry.action.startsWith(`${kind}.`);
export const isOfUsage = isAbout('usage');
export const isOfUsageType = isAbout('usage_type');
export const isOfFactor = isAbout('factor');

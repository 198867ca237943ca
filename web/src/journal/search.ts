import { day, oneOf, type RawSearch, wholeNumber } from '../ui/search-params';
import { ACTIONS, type Action } from './entries';

/** What the address of the journal says; what is left out selects nothing. */
export interface JournalSearch {
  action?: Action[];
  /** Calendar days on which it was recorded, both included. */
  from?: string;
  to?: string;
  /** The id of the one usage whose entries are shown. */
  usage?: number;
}

export function validateJournalSearch(raw: RawSearch): JournalSearch {
  const asked = [raw.action].flat().map((one) => oneOf(one, ACTIONS));
  const action = ACTIONS.filter((one) => asked.includes(one));
  const [from, to] = [day(raw.from), day(raw.to)];
  const isPeriod = !(from && to && from > to);
  return {
    action: action.length > 0 ? action : undefined,
    from: isPeriod ? from : undefined,
    to: isPeriod ? to : undefined,
    usage: wholeNumber(raw.usage, 1, Number.MAX_SAFE_INTEGER),
  };
}

export function isFiltered({ action, from, to, usage }: JournalSearch): boolean {
  return Boolean(action || from || to || usage);
}

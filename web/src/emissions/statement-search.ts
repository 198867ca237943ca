import { isZone } from '../time/zone';
import { day, type RawSearch, text } from '../ui/search-params';

/** Which statement the address asks for; without an instant it is as of now, and the address then says when that was. */
export interface StatementSearch {
  /** Its first and its last day. */
  from?: string;
  to?: string;
  time_zone?: string;
  as_of?: string;
}

const INSTANT = /^(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

export function validateStatementSearch(raw: RawSearch): StatementSearch {
  const [from, to] = [day(raw.from), day(raw.to)];
  const [zone, asOf] = [text(raw.time_zone), text(raw.as_of)];
  const isPeriod = from !== undefined && to !== undefined && from <= to;
  return {
    from: isPeriod ? from : undefined,
    to: isPeriod ? to : undefined,
    time_zone: zone && isZone(zone) ? zone : undefined,
    as_of: asOf && INSTANT.test(asOf) && !Number.isNaN(Date.parse(asOf)) ? asOf : undefined,
  };
}

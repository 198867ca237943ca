import type { components } from './schema.gen';

type Fault = components['schemas']['Fault'];

/** What the service refused, in its own words (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly faults: readonly Fault[] = [],
    /** Which of the service's problems it is, such as `not-found`; '' where it is none of them. */
    readonly kind = '',
  ) {
    super(detail);
    this.name = 'Problem';
  }
}

/** No answer came, or only a gateway's: nothing is known of what the service thinks. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

const OURS = 'urn:carbon-ledger:problem:';
const GATEWAYS = new Set([502, 503, 504]);

/** The error that an answer is. */
export async function errorOf(response: Response): Promise<Problem | Unreachable> {
  if (GATEWAYS.has(response.status)) return new Unreachable(`The service answers ${response.status}`);
  const details = await detailsIn(response);
  return new Problem(
    response.status,
    details.title ?? response.statusText,
    details.detail ?? `The service answers ${response.status}.`,
    details.errors,
    details.type?.startsWith(OURS) ? details.type.slice(OURS.length) : '',
  );
}

async function detailsIn(response: Response): Promise<Partial<components['schemas']['ProblemDetails']>> {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return {};
  return response.json().catch(() => ({}));
}

/** The field or parameter that a fault is of: `/note` → `note`, `/accepted_units/1` → `accepted_units.1`. */
function fieldOf(fault: Fault): string {
  if (fault.parameter !== undefined) return fault.parameter;
  const members = (fault.pointer ?? '').split('/').slice(1);
  return members.map((member) => member.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
}

interface PlacedFaults {
  /** What is wrong with each field of the form. */
  fields: Record<string, string>;
  /** What is wrong besides, for the form as a whole; nothing where the service named no faults. */
  rest: string[];
}

/** Where a form should show what is wrong; `fields` are those that it has. */
export function placeFaults(problem: Problem, fields: readonly string[]): PlacedFaults {
  const placed: PlacedFaults = { fields: {}, rest: [] };
  for (const fault of problem.faults) {
    const field = fields.find((name) => fieldOf(fault) === name || fieldOf(fault).startsWith(`${name}.`));
    if (field === undefined) placed.rest.push(fault.detail);
    else placed.fields[field] = [placed.fields[field], fault.detail].filter(Boolean).join(' ');
  }
  return placed;
}

import createClient, { type Client } from 'openapi-fetch';
import { type Decimal, type ExactMark, isDecimal } from '../decimals/decimal';
import { parseJson, writeJson } from './json';
import { errorOf, Unreachable } from './problem';
import { noteAnswer, noteSilence } from './reachability';
import type { paths } from './schema.gen';

type Api = Client<paths, 'application/json'>;
type Send = (request: Request) => Promise<Response>;

/** A client of the API with exact decimals both ways; whatever is not a success throws Problem or Unreachable. */
export function createApi(send: Send): Api {
  const client = createClient<paths, 'application/json'>({
    baseUrl: location.origin,
    credentials: 'same-origin',
    fetch: async (request) => exact(await send(request)),
    bodySerializer: writeJson,
    querySerializer: writeQuery,
  });
  client.use({
    async onResponse({ response }) {
      if (!response.ok) throw await errorOf(response);
    },
  });
  return client;
}

/** A service that has not answered by then is hung. */
const PATIENCE = 20_000;

/** One call to its last byte, watched for whether the service answers at all. */
export async function sendWatched(request: Request): Promise<Response> {
  let response: Response;
  try {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE)]);
    response = await whole(await fetch(request, { signal }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    noteSilence();
    throw new Unreachable('The service cannot be reached.', { cause: error });
  }
  if ([502, 503, 504].includes(response.status)) noteSilence();
  else noteAnswer();
  return response;
}

/** The answer with its body read, as a connection may break in the midst of it. */
async function whole(response: Response): Promise<Response> {
  if (response.status === 204) return response;
  const { status, statusText, headers } = response;
  return new Response(await response.text(), { status, statusText, headers });
}

/** openapi-fetch's types take the methods from every object in an answer; with this its decimals are whole again. */
type Whole<T> = T extends ExactMark
  ? Decimal
  : T extends readonly (infer Item)[]
    ? Whole<Item>[]
    : T extends object
      ? { [Name in keyof T]: Whole<T[Name]> }
      : T;

/** What a successful call answers. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<Whole<T>> {
  const { data } = await call;
  return data as Whole<T>; // the client throws on all but a success
}

/** The answer, with a `json` that keeps every digit. */
async function exact(response: Response): Promise<Response> {
  if (response.status === 204) return response;
  const text = await response.text();
  const { status, statusText, headers } = response;
  const read = new Response(text, { status, statusText, headers });
  read.headers.set('Content-Length', String(text.length)); // without it the client would parse by itself
  read.json = async () => parseJson(text);
  return read;
}

function writeQuery(query: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, given] of Object.entries(query)) {
    for (const value of Array.isArray(given) ? given : [given]) {
      if (value !== undefined && value !== null)
        parameters.append(name, isDecimal(value) ? value.toFixed() : String(value));
    }
  }
  return parameters.toString();
}

// Writes src/api/*.gen.ts from the service's OpenAPI document, or with --check says whether they are stale.
//   node scripts/types.mjs [--check] [path or URL of the document]
// Decimals (OpenAPI "number") become the type Decimal, counts and ids ("integer") stay numbers. As JSON itself
// cannot tell 10 the decimal from 10 the count, the names of all decimal fields are written beside the types, and
// the parser goes by them.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const DEFAULT_DOCUMENT = 'http://127.0.0.1:8000/api/openapi.json';
const FOLDER = new URL('../src/api/', import.meta.url);
const HEADER = '// Made from the OpenAPI document by "npm run types"; not to be edited.\n';

/** @typedef {{ type?: string | string[], properties?: Record<string, Schema>, items?: Schema, anyOf?: Schema[],
 *   oneOf?: Schema[], allOf?: Schema[], additionalProperties?: Schema | boolean }} Schema */

/** @param {string} place */
async function documentAt(place) {
  if (!/^https?:/.test(place)) return readFile(place, 'utf8');
  const answer = await fetch(place);
  if (!answer.ok) throw new Error(`${place} answers ${answer.status}`);
  return answer.text();
}

/** @param {Schema} schema @returns {string[]} */
function scalarTypes(schema) {
  return [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(
    (s) => s.type ?? [],
  );
}

/** The names of all fields that hold decimals. A name must mean the same everywhere, or the parser could not know. */
/** @param {Record<string, Schema>} schemas */
function decimalFields(schemas) {
  /** @type {Map<string, string>} */
  const kinds = new Map();
  /** @param {Schema} schema */
  const visit = (schema) => {
    if (schema.items && scalarTypes(schema.items).includes('number'))
      throw new Error('A list of bare decimals has no name to go by');
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const kind = scalarTypes(property).find((type) => type === 'number' || type === 'integer');
      if (kind && (kinds.get(name) ?? kind) !== kind)
        throw new Error(`${name} is here a number and there an integer`);
      if (kind) kinds.set(name, kind);
      visit(property);
    }
    for (const part of [
      schema.items,
      ...(schema.anyOf ?? []),
      ...(schema.oneOf ?? []),
      ...(schema.allOf ?? []),
    ])
      if (part) visit(part);
  };
  Object.values(schemas).forEach(visit);
  return [...kinds]
    .filter(([, kind]) => kind === 'number')
    .map(([name]) => name)
    .sort();
}

/** @param {string} text */
async function generated(text) {
  const document = JSON.parse(text);
  const decimal = ts.factory.createTypeReferenceNode('Decimal');
  const nodes = await openapiTS(document, {
    alphabetize: true,
    defaultNonNullable: false,
    silent: true,
    inject: "import type { Decimal } from '../decimals/decimal';\n",
    transform(schema) {
      const type = /** @type {Schema} */ (schema).type;
      if (type === 'number') return decimal;
      if (Array.isArray(type) && type.includes('number'))
        return ts.factory.createUnionTypeNode([
          decimal,
          ts.factory.createLiteralTypeNode(ts.factory.createNull()),
        ]);
      return undefined;
    },
  });
  const names = decimalFields(document.components.schemas);
  return {
    'schema.gen.ts': HEADER + astToString(nodes),
    'decimal-fields.gen.ts': `${HEADER}export const decimalFields: ReadonlySet<string> = new Set(${JSON.stringify(names, null, 2)});\n`,
  };
}

const place = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? DEFAULT_DOCUMENT;
const files = await generated(await documentAt(place));
const stale = [];
for (const [name, content] of Object.entries(files)) {
  const file = new URL(name, FOLDER);
  if ((await readFile(file, 'utf8').catch(() => '')) === content) continue;
  stale.push(`src/api/${name}`);
  if (!process.argv.includes('--check')) await writeFile(file, content);
}
if (process.argv.includes('--check') && stale.length) {
  console.error(`Stale: ${stale.join(', ')}. Write them anew: npm run types -- ${place}`);
  process.exit(1);
}
console.log(stale.length ? `Written: ${stale.join(', ')}` : 'The types of the API are up to date.');

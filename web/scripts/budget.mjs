// Holds the built app against its budget: gzipped JavaScript that each page loads, from Vite's manifest. Run it after
// "npm run build". A page is the entry, its own modules, and all that these import; what is loaded on demand beyond
// that (a dialog, say) is counted where it is listed as a part of the page.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const DIST = new URL('../../src/entrypoints/http/web_dist/', import.meta.url);
const KB = 1000;
const LIMITS = { css: 29.5 * KB, chunk: 130 * KB };
const SHELL = 'src/shell/Shell.tsx';

/** @type {Record<string, { limit: number, modules: string[] }>} */
const PAGES = {
  'log-in': { limit: 215 * KB, modules: ['src/session/LogInPage.tsx'] },
  list: { limit: 255 * KB, modules: [SHELL, 'src/usages/UsagesPage.tsx'] },
  chart: {
    limit: 340 * KB,
    modules: [SHELL, 'src/emissions/EmissionsPage.tsx', 'src/emissions/EmissionsChart.tsx'],
  },
};

/** @typedef {{ file: string, imports?: string[], css?: string[] }} Chunk */
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'));

/** @param {string} file */
const sizeOf = (file) => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length;

/** @param {string} key @param {Set<string>} [seen] */
function loaded(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the manifest: name it anew in scripts/budget.mjs`);
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of chunk.imports ?? []) loaded(imported, seen);
  return seen;
}

let isOver = false;
/** @param {string} what @param {number} bytes @param {number} limit */
function report(what, bytes, limit) {
  isOver ||= bytes > limit;
  const figures = [bytes, limit].map((size) => (size / KB).toFixed(1).padStart(6));
  console.log(`${bytes > limit ? 'OVER' : ' ok '} ${what.padEnd(24)} ${figures.join(' of ')} kB`);
}

const sizes = new Map();
for (const { file } of Object.values(manifest)) if (file.endsWith('.js')) sizes.set(file, sizeOf(file));

for (const [name, { limit, modules }] of Object.entries(PAGES)) {
  const files = new Set(
    ['index.html', ...modules].flatMap((key) => [...loaded(key)]).map((key) => manifest[key]?.file),
  );
  report(
    `${name} (JavaScript)`,
    [...files].reduce((total, file) => total + (sizes.get(file) ?? 0), 0),
    limit,
  );
}
const css = new Set(Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css]));
report(
  'all styles',
  [...css].filter((file) => file.endsWith('.css')).reduce((total, file) => total + sizeOf(file), 0),
  LIMITS.css,
);
const [largest = '', bytes = 0] = [...sizes].sort(([, a], [, b]) => b - a)[0] ?? [];
report(`largest: ${largest.replace('assets/', '')}`, bytes, LIMITS.chunk);
if (isOver) process.exit(1);

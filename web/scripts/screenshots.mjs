// Makes the pictures of docs/images from a running app: E2E_BASE_URL says where it is, DEMO_EMAIL and DEMO_PASSWORD are
// those of an account that "carbon-ledger demo" has filled. The same data on the same day give the same pictures.
import { mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { launchOptions } from './chromium.mjs';

/** @import { Page } from '@playwright/test' */

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const LARGEST = 200_000;
const LONGEST_START = 30_000;
const DESKTOP = { width: 1200, height: 770 };
const LIST = { width: 1200, height: 690 };
const DIALOG = { width: 800, height: 630 };
const LAST_YEAR = new Date().getFullYear() - 1;
const PHONE = { width: 375, height: 1080 };

/** @param {string} name */
function given(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** @param {Page} page */
async function openFirstWhy(page) {
  await page
    .getByRole('button', { name: /^Why this figure\? .*GJ/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
}

/** @param {Page} page */
async function fillIn(page) {
  await page.getByRole('button', { name: 'Add usage' }).click();
  await page.getByRole('combobox', { name: 'Usage type' }).fill('heating');
  await page.getByRole('option', { name: 'm³' }).click();
  await page.getByLabel('Amount').fill('128.5');
  await page.getByRole('dialog').getByText('m³ ×').waitFor();
}

/** @type {Record<string, { path: string, size: typeof DESKTOP, theme?: 'dark', act?: (page: Page) => Promise<void> }>} */
const PICTURES = {
  'emissions-light': { path: '/emissions', size: DESKTOP },
  'emissions-dark': { path: '/emissions', size: DESKTOP, theme: 'dark' },
  usages: { path: '/usages', size: LIST },
  'add-usage': { path: '/usages', size: DIALOG, act: fillIn },
  why: { path: '/usages', size: DIALOG, act: openFirstWhy },
  journal: { path: '/journal', size: LIST },
  statement: { path: `/emissions/statement?from=${LAST_YEAR}-01-01&to=${LAST_YEAR}-12-31`, size: DESKTOP },
  'usages-phone': { path: '/usages', size: PHONE },
  'emissions-phone': { path: '/emissions', size: PHONE, theme: 'dark' },
};

/** @param {string} url */
async function answers(url) {
  for (
    const latest = Date.now() + LONGEST_START;
    ;
    await new Promise((resolve) => setTimeout(resolve, 200))
  ) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > latest) throw new Error(`${url} does not answer`);
  }
}

await answers(`${given('E2E_BASE_URL')}/health/ready`);
const browser = await chromium.launch(launchOptions());
const page = await browser.newPage({
  baseURL: given('E2E_BASE_URL'),
  locale: 'en-GB',
  timezoneId: 'Europe/Zurich',
  reducedMotion: 'reduce',
  deviceScaleFactor: 1.25,
});
await page.goto('/log-in');
await page.getByLabel('E-mail').fill(given('DEMO_EMAIL'));
await page.getByLabel('Password', { exact: true }).fill(given('DEMO_PASSWORD'));
await page.keyboard.press('Enter');
await page.getByRole('heading', { name: 'Usages' }).waitFor();

mkdirSync(IMAGES, { recursive: true });
for (const [name, { path, size, theme = 'light', act }] of Object.entries(PICTURES)) {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: theme });
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.evaluate(() => document.fonts.ready);
  await act?.(page);
  await page.mouse.move(0, 0);
  const file = `${IMAGES}${name}.png`;
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  const bytes = statSync(file).size;
  console.log(`docs/images/${name}.png ${Math.round(bytes / 1000)} kB`);
  if (bytes > LARGEST) throw new Error(`${name}.png is larger than ${LARGEST / 1000} kB`);
}
await browser.close();

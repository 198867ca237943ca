import type { APIRequestContext, Page } from '@playwright/test';
import { authorisation } from './api';
import { expect, logIn, type Person, test } from './app';

/** Enough for two pages of a list, with what is long in it. */
async function record(request: APIRequestContext, person: Person) {
  const headers = await authorisation(request, person);
  const usages = Array.from({ length: 27 }, (_, n) => ({
    usage_type_id: 100 + (n % 5),
    amount: n === 0 ? 99_999_999.123456 : 10 + n,
    usage_at: new Date(Date.now() - n * 8 * 86_400_000).toISOString(),
    note: 'w'.repeat(n === 0 ? 200 : 5),
  }));
  const answers = await Promise.all(usages.map((data) => request.post('/api/v1/usages', { headers, data })));
  expect(answers.every((answer) => answer.status() === 201)).toBe(true);
}

const STATEMENT = '/emissions/statement?from=2000-01-01&to=2030-12-31';
const dialog = (page: Page) => page.getByRole('dialog');
const isRead = (page: Page) => expect(page.locator('[aria-busy="true"]')).toHaveCount(0);

async function open(page: Page, path: string) {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await isRead(page);
}

async function expectToFit(page: Page, what: string) {
  const excess = await page.evaluate(() => {
    const modal = document.querySelector('[role="dialog"]');
    return Math.max(
      document.documentElement.scrollWidth - innerWidth,
      modal ? modal.scrollWidth - modal.clientWidth : 0,
    );
  });
  expect(excess, what).toBeLessThanOrEqual(0);
}

// 640 × 400 is what a screen of 1280 × 800 has left at a zoom of 200 %; 320 is that of 400 % (WCAG 1.4.10).
for (const [width, height] of [
  [320, 640],
  [375, 812],
  [640, 400],
] as const) {
  test(`at ${width} × ${height} nothing overflows and every action is in reach`, async ({
    page,
    person,
    request,
  }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const path of ['/log-in', '/sign-up', '/nowhere']) {
      await open(page, path);
      await expectToFit(page, path);
    }
    await logIn(page, person);
    await expect(page.getByRole('heading', { name: 'Record your first usage' })).toBeVisible();
    await expectToFit(page, 'the first entry');

    await record(request, person);
    const charts = ['/emissions?period=month', '/emissions?period=all&view=table', '/emissions?period=free'];
    for (const path of [
      ...charts,
      STATEMENT,
      '/journal',
      '/account',
      '/factors',
      '/usages?range=lastYear',
      '/usages',
    ]) {
      await open(page, path);
      await expectToFit(page, path);
    }
    for (const name of [/^Why /, /^Edit /, /^Delete /, 'Add usage']) {
      await page.getByRole('button', { name }).first().click();
      await expect(dialog(page)).toBeVisible();
      await expectToFit(page, String(name));
      const last = dialog(page).getByRole('button').last();
      // Not only into view: that leaves it beneath the edge of the dialog by a pixel.
      await last.evaluate((button) => button.scrollIntoView({ block: 'center' }));
      await expect(last).toBeInViewport({ ratio: 1 });
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toBeHidden();
    }
    for (const name of ['Usages', 'Emissions', 'Journal', 'Account'])
      await expect(page.getByRole('navigation').getByRole('link', { name }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Log out' })).toBeVisible();
    await page
      .getByRole('button', { name: /^Delete / })
      .first()
      .click();
    await dialog(page).getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeInViewport({ ratio: 1 });
    await expectToFit(page, 'the notice');
  });
}

for (const [width, height] of [
  [375, 812],
  [1280, 800],
] as const) {
  test(`at ${width} × ${height} nothing jumps when what was awaited arrives`, async ({
    page,
    person,
    request,
    consoleErrors,
  }) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript(() => {
      let shifted = 0;
      Object.defineProperty(window, 'shifted', { get: () => shifted });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
          shifted += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const shifted = () => page.evaluate(() => Reflect.get(window, 'shifted') as number);
    await open(page, '/log-in');
    expect(await shifted(), '/log-in').toBeLessThanOrEqual(0.1);
    await record(request, person);
    await logIn(page, person);

    // The answers are kept back until the skeletons are painted.
    let isKeptBack: Promise<void>;
    await page.route(/\/api\/v1\/(?!auth)/, async (route) => {
      await isKeptBack;
      await route.continue();
    });
    for (const path of [
      '/usages',
      '/emissions',
      '/emissions?period=month',
      STATEMENT,
      '/journal',
      '/account',
    ]) {
      let release = () => {};
      isKeptBack = new Promise((resolve) => {
        release = resolve;
      });
      await page.goto(path);
      await expect(page.locator('[aria-busy="true"]').first()).toBeVisible();
      release();
      await isRead(page);
      await page.waitForLoadState('networkidle');
      expect(await shifted(), path).toBeLessThanOrEqual(0.1);
    }
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await open(page, '/emissions');
    await page.route('**/api/**', (route) => route.abort());
    await page.getByText('Quarter', { exact: true }).last().click();
    await expect(page.getByText('The service cannot be reached.')).toBeVisible();
    expect(await shifted(), 'the service is down').toBeLessThanOrEqual(0.1);
    consoleErrors.splice(0); // the calls that were cut off
  });
}

import type { Page } from '@playwright/test';
import { expect, expectAccessible, logIn, type Person, THEMES, test } from './app';
import { ELECTRICITY, march, record } from './usages';
import { download, verified } from './verify';

const USAGES = [
  { ...ELECTRICITY, amount: '10.125', usage_at: '2026-02-28T23:30:00Z' }, // 1 March in Zurich
  { ...ELECTRICITY, amount: '123.456789', usage_at: march(10) },
  { ...ELECTRICITY, amount: '50', usage_at: '2026-02-10T12:00:00Z' },
  { usage_type_id: 103, amount: '999999999.123456', unit: 'm3', usage_at: march(20) },
];
const YEAR = '/emissions/statement?from=2026-01-01&to=2026-12-31&time_zone=Europe%2FZurich';

const fact = (page: Page, name: string) =>
  page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function openStatement(page: Page, person: Person) {
  await logIn(page, person, YEAR);
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page).toHaveURL(/&as_of=2/);
}

test('the statement of the period that is shown stays as it was when it was opened', async ({
  page,
  person,
  request,
}) => {
  await record(request, person, USAGES.slice(0, 3));
  await logIn(page, person, '/emissions?period=year&at=2026-01-01');
  await page.getByRole('link', { name: 'Statement' }).click();
  await expect(page.getByRole('heading', { name: 'Statement of emissions' })).toBeFocused();
  await expect(page).toHaveURL(/from=2026-01-01&to=2026-12-31&time_zone=Europe%2FZurich&as_of=2\d{3}-/);
  await expect(fact(page, 'Total')).toContainText('275.372684 kg CO₂e');
  await expect(fact(page, 'Usages')).toContainText('3');
  await expect(fact(page, 'Period')).toContainText('2026 (2026-01-01 to 2026-12-31, Europe/Zurich)');
  await expect(page.getByRole('row')).toHaveText([
    /^Usage type and month/,
    /^electricity \(kWh\)3183\.581789 kWh275\.372684$/,
    /^February 2026150\.000000 kWh75\.000000$/,
    /^March 20262133\.581789 kWh200\.372684$/,
    /^Total3275\.372684$/,
  ]);
  const hash = await fact(page, 'SHA-256').textContent();
  await record(request, person, [ELECTRICITY]);
  await page.reload();
  await expect(fact(page, 'Usages')).toContainText('3');
  expect(await fact(page, 'SHA-256').textContent()).toBe(hash);

  await page.getByRole('link', { name: 'Back to emissions' }).click();
  await page.getByRole('link', { name: 'Statement' }).click();
  await expect(fact(page, 'Usages')).toContainText('4');
  expect(await fact(page, 'SHA-256').textContent()).not.toBe(hash);
});

test('of all time it is that of the days that hold usages', async ({ page, person, request }) => {
  await logIn(page, person, '/emissions?period=all');
  await expect(page.getByRole('heading', { name: 'Nothing to chart yet' })).toBeVisible();
  await expect(button(page, 'Statement')).toBeDisabled();
  await record(request, person, USAGES);
  await page.reload();
  await page.getByRole('link', { name: 'Statement' }).click();
  await expect(page).toHaveURL(/from=2026-02-01&to=2026-03-31&/);
  await expect(fact(page, 'Usages')).toContainText('4');
});

test('what is downloaded verifies without the service, and is what the page shows', async ({
  page,
  person,
  request,
}) => {
  await record(request, person, USAGES);
  await openStatement(page, person);
  const alone = await download(page, button(page, 'Download statement (JSON)'));
  const whole = await download(page, button(page, 'Download with all receipts (JSON)'));
  expect([alone.name, whole.name]).toEqual([
    'statement-2026-01-01-2026-12-31.json',
    'statement-2026-01-01-2026-12-31-with-receipts.json',
  ]);
  for (const { path, text } of [alone, whole]) {
    expect(verified(path)).toMatch(/^OK, statement/);
    const { statement, sha256 } = JSON.parse(text);
    await expect(fact(page, 'SHA-256')).toContainText(sha256);
    await expect(fact(page, 'Root of receipts')).toContainText(statement.root);
    await expect(page.locator('dl time')).toHaveAttribute('datetime', statement.as_of);
  }
  expect(JSON.parse(whole.text).receipts).toHaveLength(4);
});

test('paper is white, without navigation or buttons, whatever the theme', async ({
  page,
  person,
  request,
}) => {
  await page.addInitScript(() => {
    Object.assign(window, { print: () => Object.assign(window, { isPrinted: true }) });
  });
  await record(request, person, USAGES);
  await openStatement(page, person);
  await button(page, 'Print').click();
  expect(await page.evaluate(() => Reflect.get(window, 'isPrinted'))).toBe(true);
  await page.setViewportSize({ width: 672, height: 950 }); // A4 within its margins
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('link')).toHaveCount(0);
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(page.locator('article')).toHaveCSS('color', 'rgb(0, 0, 0)');
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(excess).toBeLessThanOrEqual(0);
});

test('without a period there is nothing to state, and what is refused says why', async ({
  page,
  person,
  consoleErrors,
}) => {
  await logIn(page, person, '/emissions/statement?from=2026-01-01');
  await expect(page.getByRole('heading', { name: 'Emissions' })).toBeVisible();
  await expect(page).toHaveURL('/emissions');
  await page.goto(`${YEAR}&as_of=2199-01-01T00:00:00Z`);
  await expect(page.getByRole('alert').filter({ hasText: 'must not lie in the future' })).toBeVisible();
  await page.route('**/api/v1/emissions/statement**', (route) => route.fulfill({ status: 500 }));
  await page.goto(YEAR);
  await expect(page.getByRole('alert').filter({ hasText: '500' })).toBeVisible();
  await page.unrouteAll();
  await button(page, 'Try again').click();
  await expect(fact(page, 'Usages')).toContainText('0');
  consoleErrors.splice(0); // the browser's own lines of the failures
});

for (const colorScheme of THEMES) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    test('a statement is accessible, and fits a phone', async ({ page, person, request }) => {
      test.slow(); // axe, twice
      await record(request, person, USAGES);
      await openStatement(page, person);
      await expectAccessible(page);
      await page.setViewportSize({ width: 375, height: 800 });
      await expectAccessible(page);
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(excess).toBeLessThanOrEqual(0);
    });
  });
}

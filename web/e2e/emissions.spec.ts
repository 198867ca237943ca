import type { APIRequestContext, Page } from '@playwright/test';
import { authorisation } from './api';
import { expect, expectAccessible, logIn, THEMES, test } from './app';

const ZONE = 'Europe/Zurich';
const ELECTRICITY = 100;

const USAGES = [
  { usage_at: '2025-02-10T12:00:00Z', amount: 200 },
  { usage_at: '2025-03-05T12:00:00Z', amount: 100 },
  { usage_at: '2026-02-28T23:30:00Z', amount: 10.125 }, // 1 March in Zurich
  { usage_at: '2026-03-10T12:00:00Z', amount: 123.456789 },
  { usage_at: '2026-03-31T21:59:59Z', amount: 40 }, // still March there
  { usage_at: '2026-02-10T12:00:00Z', amount: 50 },
];

async function record(request: APIRequestContext, headers: Record<string, string>) {
  const types = (await (await request.get('/api/v1/usage-types', { headers })).json()).items;
  const other = types.find(({ id }: { id: number }) => id !== ELECTRICITY);
  const usages = USAGES.map((usage) => ({ ...usage, usage_type_id: ELECTRICITY, unit: 'kwh' }));
  const water = { usage_at: '2026-03-20T12:00:00Z', amount: 2.5, usage_type_id: other.id, unit: other.unit };
  for (const data of [...usages, water]) {
    const answer = await request.post('/api/v1/usages', { headers, data });
    expect(answer.status(), await answer.text()).toBe(201);
  }
}

/** What the service itself says of the days, as text: every digit of it. */
async function total(request: APIRequestContext, headers: Record<string, string>, from: string, to: string) {
  const params = { from, to, bucket: 'year', time_zone: ZONE };
  const text = await (await request.get('/api/v1/emissions', { headers, params })).text();
  const found = /"total_emissions_kg_co2e":([\d.]+)/.exec(text)?.[1]; // JSON.parse would round
  expect(found).toBeDefined();
  return found as string;
}

const figure = (page: Page, name: string) =>
  page.locator('dl > div').filter({ hasText: name }).locator('data');

const MARCH = ['2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z'] as const;

test('the figures are those of the service, to the last digit, in the zone of the reader', async ({
  page,
  person,
  request,
}) => {
  const headers = await authorisation(request, person);
  await record(request, headers);
  const [now, before, year] = await Promise.all([
    total(request, headers, ...MARCH),
    total(request, headers, '2026-01-31T23:00:00Z', '2026-02-28T23:00:00Z'),
    total(request, headers, '2025-02-28T23:00:00Z', '2025-03-31T22:00:00Z'),
  ]);
  await logIn(page, person, '/emissions?period=month&at=2026-03-01');
  await expect(figure(page, 'Total')).toHaveAttribute('value', now);
  await expect(page.getByText('4 usages')).toBeVisible();
  const changes = { 'Change from the period before': before, 'Change from a year before': year };
  for (const [name, then] of Object.entries(changes)) {
    // Six decimals at most: as whole millionths the difference is exact.
    const [a = 0n, b = 0n] = [now, then].map(millionths);
    await expect
      .poll(async () => millionths((await figure(page, name).getAttribute('value')) ?? ''))
      .toBe(a - b);
  }
  await expect(page.locator('dl > div').filter({ hasText: 'Largest source' })).toContainText('electricity');
  await expect(page.locator('dl > div').filter({ hasText: 'Average per day' })).toContainText('over 31 days');

  await page.getByText('Table', { exact: true }).click();
  await expect(page).toHaveURL(/view=table/);
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(33);
  const parts = await rows.last().getByRole('cell').allTextContents();
  const figures = parts.map((text) => millionths(text.replaceAll(',', '')));
  expect(figures.pop()).toBe(millionths(now));
  expect(figures.reduce((sum, one) => sum + one, 0n)).toBe(millionths(now));
});

function millionths(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(6, '0'));
}

test('the address says what is shown: steps, buckets, free range, back and reload', async ({
  page,
  person,
  request,
}) => {
  await record(request, await authorisation(request, person));
  await logIn(page, person, '/emissions?period=month&at=2026-03-01');
  const shown = page.getByRole('group', { name: 'Step through time' }).locator('strong');
  await expect(shown).toHaveText('March 2026');
  await page.getByRole('button', { name: 'Period before' }).click();
  await expect(shown).toHaveText('February 2026');
  await expect(page.getByText('1 usage', { exact: true })).toBeVisible();
  await page.goBack();
  await expect(shown).toHaveText('March 2026');
  await page.getByText('Week', { exact: true }).last().click();
  await expect(page).toHaveURL(/bucket=week/);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'By week' })).toBeVisible();
  await page.getByLabel('Period', { exact: true }).selectOption('free');
  await expect(page).toHaveURL(/from=2026-03-01&to=2026-03-31/);
  await page.getByLabel('First day').fill('2026-03-10');
  await page.getByLabel('Last day').fill('2026-03-19');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(shown).toHaveText(/^10\s?–\s?19 Mar 2026$/);
  await page.getByRole('button', { name: 'Period after' }).click();
  await expect(page).toHaveURL(/from=2026-03-20&to=2026-03-29/);
  await expect(page.getByLabel('First day')).toHaveValue('2026-03-20');
  await page.getByLabel('Period', { exact: true }).selectOption('all');
  await expect(page.getByText('7 usages')).toBeVisible();
});

test('arrow keys move through the bars, and their values are said and shown', async ({
  page,
  person,
  request,
}) => {
  await record(request, await authorisation(request, person));
  await logIn(page, person, '/emissions?period=year&at=2026-01-01');
  const chart = page.getByRole('figure', { name: 'Emissions over time' });
  await chart.getByRole('application').focus();
  await page.keyboard.press('ArrowRight');
  await expect(chart.getByRole('status')).toContainText('February 2026: 75 kg CO₂e in total');
  await page.keyboard.press('ArrowRight');
  await expect(chart.getByRole('status')).toContainText(/March 2026: [\d,.]+ kg CO₂e in total; .+; /);
  await expect(chart.getByText('March 2026', { exact: true })).toBeVisible(); // the tooltip
  await page.keyboard.press('End');
  await expect(chart.getByRole('status')).toContainText('December 2026: 0 kg CO₂e in total');
  await page.keyboard.press('Home');
  await expect(chart.getByRole('status')).toContainText('January 2026: 0 kg CO₂e in total');
  await page.keyboard.press('ArrowRight');
  await expect(chart.getByRole('status')).toContainText('February 2026');
  const legend = await page
    .getByRole('list', { name: 'Usage types' })
    .getByRole('listitem')
    .allTextContents();
  expect(legend.map((text) => text.split(' ')[0])).toEqual(['water', 'electricity']); // the largest lies below
  await page.keyboard.press('Tab');
  await expect(chart.getByRole('status')).toHaveText('');
});

test('an empty ledger and an empty period say what to do', async ({ page, person, request }) => {
  await logIn(page, person, '/emissions');
  await expect(page.getByRole('heading', { name: 'Nothing to chart yet' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Record a usage' })).toHaveAttribute('href', '/usages');
  await record(request, await authorisation(request, person));
  await page.goto('/emissions?period=year&at=2024-01-01');
  await expect(page.getByRole('heading', { name: 'No usages in 2024' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all time' }).click();
  await expect(page.getByText('7 usages')).toBeVisible();
});

test('a failure says so, and trying again mends it', async ({ page, person, request, consoleErrors }) => {
  await record(request, await authorisation(request, person));
  await logIn(page, person);
  await page.route('**/api/v1/emissions?*', (route) => route.fulfill({ status: 500 }));
  await page.goto('/emissions?period=all');
  await expect(page.getByRole('alert').filter({ hasText: '500' })).toBeVisible();
  await page.unroute('**/api/v1/emissions?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('7 usages')).toBeVisible();
  consoleErrors.splice(0); // the browser's own lines of the failures
});

for (const colorScheme of THEMES) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    test('chart, table, free range and empty states are accessible', async ({ page, person, request }) => {
      test.slow(); // axe, four times
      await logIn(page, person, '/emissions');
      await expect(page.getByRole('heading', { name: 'Nothing to chart yet' })).toBeVisible();
      await expectAccessible(page);
      await record(request, await authorisation(request, person));
      await page.goto('/emissions?from=2026-01-01&to=2026-05-05');
      await page.getByRole('application').focus();
      await expect(page.getByRole('figure').getByRole('status')).not.toBeEmpty();
      await expectAccessible(page);
      await page.goto('/emissions?period=year&at=2026-01-01&view=table');
      await expect(page.getByRole('table')).toBeVisible();
      await expectAccessible(page);
      await page.setViewportSize({ width: 375, height: 800 });
      await expectAccessible(page);
    });
  });
}

test('nothing overflows on a phone', async ({ page, person, request }) => {
  await record(request, await authorisation(request, person));
  await page.setViewportSize({ width: 375, height: 800 });
  await logIn(page, person);
  for (const query of ['period=all&bucket=day', 'from=2026-03-01&to=2026-03-31', 'period=year&view=table']) {
    await page.goto(`/emissions?${query}`);
    await expect(page.getByText('Largest source')).toBeVisible();
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(excess, query).toBeLessThanOrEqual(0);
  }
});

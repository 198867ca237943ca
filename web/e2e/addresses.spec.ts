import type { Page } from '@playwright/test';
import { expect, logIn, type Person, test } from './app';
import { ELECTRICITY, march, record, rows } from './usages';

/** As people mistype them, and others link to them. */
const ADDRESSES = [
  '/usages?range=foo',
  '/usages?to=9999-12-31',
  '/usages?from=275760-01-01',
  '/usages?from=2026-01-01&from=2026-02-01',
  '/usages?page=-1',
  '/usages?page=1.5',
  '/usages?sort=constructor',
  '/usages?from=2026-03-02&to=2026-03-01',
  '/usages?from=0002-03-02',
  '/usages?from=2300-01-01',
  '/usages?type=x&type=-1',
  '/emissions?at=x',
  '/emissions?at=2026-13-45',
  '/emissions?period=year&at=2199-12-30',
  '/emissions?from=a&to=b',
  '/emissions?from=2026-05-01&to=2026-03-01',
  '/emissions?period=decade&bucket=hour',
  '/emissions/statement?from=2026-03-02&to=2026-03-01',
  '/emissions/statement?as_of=yesterday',
  '/journal?action=none&from=2026-03-02&to=2026-03-01&usage=x',
  '/factors?type=x',
];

test('what does not fit in an address is left out, and the page shown', async ({ page, person, request }) => {
  test.slow(); // each address is a page of its own
  await record(request, person, [{ ...ELECTRICITY, usage_at: march(1) }]);
  await logIn(page, person);
  for (const address of ADDRESSES) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 }), address).toHaveText(
      /^(Usages|Emissions|Journal|Factors|Only)/,
    );
    await expect(page.locator('[aria-busy="true"]'), address).toHaveCount(0);
    await expect(page.getByRole('alert').filter({ hasText: /\S/ }), address).toHaveCount(0);
    if (address.startsWith('/usages')) await expect(rows(page), address).toHaveCount(1);
    await expect(page, address).toHaveURL(
      address.replace(/(\/statement)?\?(period=year)?.*/, (_, _gone, kept) => (kept ? `?${kept}` : '')),
    );
  }
});

test('what does not fit is left out after a log-in too', async ({ page, person, request }) => {
  await record(request, person, [{ ...ELECTRICITY, usage_at: march(1) }]);
  await page.goto('/usages?range=foo&page=-1');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(rows(page)).toHaveCount(1);
});

// The days that are typed below are the same whether day or month is written first.
const DAYS = ['2026-03-01', '2026-03-05', '2026-05-09'].map((day) => ({
  ...ELECTRICITY,
  usage_at: `${day}T11:00:00Z`,
}));

async function chooseFreeDays(page: Page, person: Person) {
  await logIn(page, person);
  await expect(rows(page)).toHaveCount(3);
  await page.getByLabel('Range', { exact: true }).selectOption('free');
  await page.getByLabel('First day').focus();
}

test('a free range is typed by keys, and is one step of the history', async ({ page, person, request }) => {
  await record(request, person, DAYS);
  await chooseFreeDays(page, person);
  const steps = await page.evaluate(() => history.length);
  await page.keyboard.type('03032026');
  await page.keyboard.press('Tab');
  await page.getByLabel('Last day').focus();
  await page.keyboard.type('04042026');
  expect(await page.evaluate(() => history.length)).toBe(steps);
  await expect(page).toHaveURL('/usages');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/usages?from=2026-03-03&to=2026-04-04');
  await expect(rows(page)).toHaveCount(1);
  expect(await page.evaluate(() => history.length)).toBe(steps + 1);
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
});

test('a free range that ends before it begins says so, and an open end is none', async ({
  page,
  person,
  request,
}) => {
  await record(request, person, DAYS);
  await chooseFreeDays(page, person);
  await page.keyboard.type('04042026');
  await page.getByRole('heading', { level: 1 }).click(); // who leaves the fields is done
  await expect(page).toHaveURL('/usages?from=2026-04-04');
  await expect(rows(page)).toHaveCount(1);
  await page.getByLabel('Last day').focus();
  await page.keyboard.type('03032026');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The last day comes before the first.')).toBeVisible();
  await expect(page).toHaveURL('/usages?from=2026-04-04');
});

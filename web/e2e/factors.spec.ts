import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Page } from '@playwright/test';
import { DIMENSIONS, UNITS } from '../src/api/units';
import { authorisation } from './api';
import { expect, expectAccessible, logIn, THEMES, test } from './app';

const { E2E_OPERATOR_EMAIL: email = '', E2E_OPERATOR_PASSWORD: password = '' } = process.env;
const operator = { email, password };

/** A usage type of this test's own, as the operator adds it. */
async function addType(request: APIRequestContext, more: object = {}) {
  const name = `district heat ${randomUUID().slice(0, 8)}`;
  const source = 'Municipal works';
  const headers = await authorisation(request, operator);
  const data = { name, unit: 'kwh', factor: 0.25, source, ...more };
  const answer = await request.post('/api/v1/usage-types', { headers, data });
  expect(answer.status()).toBe(201);
  return (await answer.json()) as { id: number; name: string };
}

async function open(page: Page, type: { id: number; name: string }) {
  await logIn(page, operator);
  await page.goto(`/factors?type=${type.id}`);
  await expect(history(page, type)).toBeVisible();
}

const history = (page: Page, { name }: { name: string }) =>
  page.getByRole('table', { name: `Factor versions of ${name}` });
const item = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name, exact: true }) });

test('every type is listed with its factor in force; unfolding one is in the address', async ({ page }) => {
  await logIn(page, operator);
  await page.getByRole('link', { name: 'Factors' }).click();
  const electricity = page.getByRole('button', { name: 'electricity', exact: true });
  await expect(item(page, 'electricity')).toContainText('1.5');
  await expect(item(page, 'electricity')).toContainText('kg CO₂e per kWh');
  await electricity.press('Enter');
  await expect(electricity).toHaveAttribute('aria-expanded', 'true');
  await expect(page).toHaveURL('/factors?type=100');
  await page.reload();
  const row = history(page, { name: 'electricity' }).getByRole('row').last();
  await expect(row).toContainText(/The beginning.*Further notice.*with the installation/);
  await electricity.press('Enter');
  await expect(history(page, { name: 'electricity' })).toBeHidden();
});

test('a factor is published to the last digit; past figures stay, new ones take it', async ({
  page,
  person,
  request,
}) => {
  const type = await addType(request);
  const headers = await authorisation(request, person);
  const record = async () => {
    const data = { usage_type_id: type.id, amount: 100, usage_at: '2026-03-02T12:00:00Z' };
    const answer = await request.post('/api/v1/usages', { headers, data });
    expect(answer.status()).toBe(201);
    return await answer.json();
  };
  const before = await record();
  expect(before.emissions_kg_co2e).toBe(25);

  await open(page, type);
  await page.getByRole('button', { name: 'Publish a factor' }).click();
  const dialog = page.getByRole('dialog', { name: `Publish a factor for ${type.name}` });
  await expect(dialog).toContainText('Nothing happens to past figures');
  await dialog.getByLabel('Factor').fill('0.12345678901234567');
  await dialog.getByLabel('Edition').fill('2026');
  await dialog.getByLabel('Valid from').fill('2026-03-01');
  await dialog.getByLabel('Valid until').fill('2027-01-01');
  await dialog.getByLabel('Valid until').press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Publish a factor' })).toBeFocused();

  const rows = history(page, type).getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText(
    /0\.12345678901234567.*In force.*1 Mar 2026.*1 Jan 2027.*Municipal works.*2026.*by you/,
  );
  await expect(item(page, type.name).locator('data').first()).toHaveText('0.12345678901234567');

  const unchanged = await request.get(`/api/v1/usages/${before.id}`, { headers });
  expect((await unchanged.json()).emissions_kg_co2e).toBe(25);
  expect((await record()).emissions_kg_co2e).toBe(12.345679);
});

test('days are those of the chosen time zone', async ({ page, request }) => {
  const type = await addType(request, { valid_from: '2025-06-30T22:00:00Z' });
  await open(page, type); // in Zurich
  await expect(history(page, type)).toContainText('1 Jul 2025');
  await page.evaluate(() =>
    localStorage.setItem('carbon-ledger-preferences', JSON.stringify({ timeZone: 'UTC' })),
  );
  await page.reload();
  await expect(history(page, type)).toContainText('30 Jun 2025, 22:00');
});

test('faults stand at their fields: ours at once, then those of the service', async ({ page, request }) => {
  const type = await addType(request);
  await open(page, type);
  await page.getByRole('button', { name: 'Publish a factor' }).click();
  const factor = page.getByLabel('Factor', { exact: true });
  await page.getByLabel('Source').fill('');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(factor).toBeFocused();
  await expect(factor).toHaveAccessibleDescription(/Enter the factor\./);
  await expect(page.getByLabel('Source')).toHaveAccessibleDescription(/Say who states the factor\./);

  await factor.fill('1,5');
  await page.getByLabel('Source').fill('Grid operator');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(factor).toHaveAccessibleDescription(/decimal separator/);

  await factor.fill('-1');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(factor).toBeFocused();
  await expect(factor).toHaveAccessibleDescription(/0 or more/);

  await factor.fill('1');
  await page.getByLabel('Valid from').fill('2026-02-01');
  await page.getByLabel('Valid until').fill('2026-01-01');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByLabel('Valid until')).toHaveAccessibleDescription(/Must be after/);
});

test('a date that is half typed does not pass for an open bound', async ({ page, request }) => {
  const type = await addType(request);
  await open(page, type);
  await page.getByRole('button', { name: 'Publish a factor' }).click();
  await page.getByLabel('Factor', { exact: true }).fill('1');
  await page.getByLabel('Valid from').fill('');
  await page.getByLabel('Valid from').pressSequentially('01');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByLabel('Valid from')).toHaveAccessibleDescription(/whole date/);
});

test('a type is added, renamed, retired, reinstated and deleted', async ({ page }) => {
  const name = `wood ${randomUUID().slice(0, 8)}`;
  await logIn(page, operator);
  await page.getByRole('link', { name: 'Factors' }).click();
  await expect(page.getByRole('heading', { name: 'Factors' })).toBeFocused();
  await page.keyboard.press('n');
  const adding = page.getByRole('dialog', { name: 'Add a usage type' });
  await adding.getByLabel('Name').fill(name);
  await adding.getByRole('combobox', { name: 'Unit' }).fill('kg');
  await page.getByRole('option', { name: 'kg', exact: true }).click();
  await expect(adding.getByText('kg CO₂e per kg', { exact: true })).toBeVisible();
  await adding.getByLabel('Factor').fill('0.05');
  await adding.getByLabel('Source').fill('Forest office');
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(adding).toBeHidden();

  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('button', { name: 'Rename' }).click();
  const renaming = page.getByRole('dialog');
  await expect(renaming.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await renaming.getByRole('textbox', { name: 'Name' }).fill(`${name} pellets`);
  await page.keyboard.press('Enter');
  const renamed = item(page, `${name} pellets`);
  await expect(renamed).toBeVisible();

  await page.getByRole('button', { name: 'Retire' }).click();
  await expect(renamed).toContainText('Retired');
  await page.getByRole('button', { name: 'Reinstate' }).click();
  await expect(page.getByRole('button', { name: 'Retire' })).toBeVisible();

  await page.getByRole('button', { name: 'Delete' }).click();
  const removing = page.getByRole('dialog', { name: `Delete ${name} pellets (kg)?` });
  await expect(removing).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(removing).toBeHidden();
  await expect(page.getByRole('button', { name: 'Delete' })).toBeFocused();
  await page.keyboard.press('Enter');
  await removing.getByRole('button', { name: 'Delete' }).click();
  await expect(renamed).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Factors' })).toBeFocused();
});

test('a type says in which units it is entered; by its density one that is weighed takes volumes', async ({
  page,
  request,
}) => {
  const name = `fuel oil ${randomUUID().slice(0, 8)}`;
  await logIn(page, operator);
  await page.goto('/factors');
  await page.getByRole('button', { name: 'Add a usage type' }).click();
  const adding = page.getByRole('dialog', { name: 'Add a usage type' });
  await adding.getByLabel('Name').fill(name);
  await adding.getByRole('combobox', { name: 'Unit' }).fill('kg');
  await page.getByRole('option', { name: 'kg', exact: true }).click();
  const units = adding.getByRole('group', { name: 'Amounts may be entered in' });
  await expect(units.getByRole('checkbox')).toHaveCount(3);
  await expect(units.getByRole('checkbox', { name: 'kg', exact: true })).toBeDisabled();
  const density = adding.getByLabel('Density');
  await density.fill('100');
  await expect(units.getByRole('checkbox')).toHaveCount(9);
  await adding.getByLabel('Factor').fill('3.15');
  await adding.getByLabel('Source').fill('Oil trade');
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(density).toBeFocused();
  await expect(density).toHaveAccessibleDescription(/above 0 and below 100/);
  await density.fill('0.845');
  for (const unit of ['g', 'US gal', 'imp gal', 'ft³', 'CCF'])
    await units.getByRole('checkbox', { name: unit, exact: true }).uncheck();
  await expectAccessible(page);
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(adding).toBeHidden();
  await page.getByRole('button', { name, exact: true }).click();
  await expect(item(page, name)).toContainText('Amounts are entered in kg, t, l, m³.');
  const headers = await authorisation(request, operator);
  const { items } = await (await request.get('/api/v1/usage-types', { headers })).json();
  expect(items.find((type: { name: string }) => type.name === name)).toMatchObject({
    density_kg_per_l: 0.845,
  });
});

test("the app offers every unit of the service's table, and no other", async ({ request }) => {
  const headers = await authorisation(request, operator);
  for (const dimension of DIMENSIONS) {
    const { id } = await addType(request, { unit: UNITS[dimension][0] });
    const { items } = await (await request.get('/api/v1/usage-types', { headers })).json();
    const { accepted_units } = items.find((type: { id: number }) => type.id === id);
    const codes = accepted_units.map(({ unit }: { unit: string }) => unit);
    expect(codes.toSorted()).toEqual([...UNITS[dimension]].sort());
  }
});

test('a name that is taken is said at its field', async ({ page, request }) => {
  const [one, other] = [await addType(request), await addType(request)];
  await open(page, one);
  await page.getByRole('button', { name: 'Rename' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill(other.name);
  await page.keyboard.press('Enter');
  await expect(name).toHaveAccessibleDescription(/There is a usage type .* already/);
  await expect(name).toHaveValue(other.name);
});

test('a type that is in use cannot be deleted, and can be retired instead', async ({
  page,
  person,
  request,
}) => {
  const type = await addType(request);
  const headers = await authorisation(request, person);
  const data = { usage_type_id: type.id, amount: 1, usage_at: '2026-03-02T12:00:00Z' };
  await request.post('/api/v1/usages', { headers, data });
  await open(page, type);
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog.getByRole('alert')).not.toBeEmpty();
  await dialog.getByRole('button', { name: 'Retire it instead' }).click();
  await expect(dialog).toBeHidden();
  await expect(item(page, type.name)).toContainText('Retired');
});

test('a service that is down loses nothing typed', async ({ page, request, consoleErrors }) => {
  const type = await addType(request);
  await open(page, type);
  await page.getByRole('button', { name: 'Publish a factor' }).click();
  await page.getByLabel('Factor', { exact: true }).fill('0.75');
  await page.route('**/api/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('could not be reached');
  await expect(page.getByLabel('Factor', { exact: true })).toHaveValue('0.75');
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(history(page, type)).toContainText('0.75');
  consoleErrors.splice(0); // the browser's own lines for calls that could not be made
});

test('others are told that the page is for operators, and the service refuses them', async ({
  page,
  person,
  request,
}) => {
  await logIn(page, person);
  await expect(page.getByRole('link', { name: 'Factors' })).toBeHidden();
  await page.goto('/factors?type=100');
  await expect(page.getByRole('heading', { name: 'Only for operators' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a usage type' })).toBeHidden();
  const headers = await authorisation(request, person);
  const data = { factor: 1, source: 'me' };
  const refused = await request.post('/api/v1/usage-types/100/factors', { headers, data });
  expect(refused.status()).toBe(403);
  await page.getByRole('link', { name: 'Go to your usages' }).click();
  await expect(page).toHaveURL('/usages');
});

for (const colorScheme of THEMES) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    test('the page and its dialogs are accessible', async ({ page, request }) => {
      test.slow(); // six views
      const type = await addType(request, { valid_to: '2020-01-01T00:00:00Z' });
      await open(page, type);
      await expect(item(page, type.name)).toContainText('No factor in force');
      await expectAccessible(page);
      for (const name of ['Publish a factor', 'Rename', 'Delete', 'Add a usage type']) {
        await page.getByRole('button', { name }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
      await page.getByRole('button', { name: 'Retire' }).click();
      await expect(page.getByRole('button', { name: 'Reinstate' })).toBeVisible();
      await expectAccessible(page);
    });

    test('the page for others is accessible', async ({ page, person }) => {
      await logIn(page, person);
      await page.goto('/factors');
      await expect(page.getByRole('heading', { name: 'Only for operators' })).toBeVisible();
      await expectAccessible(page);
    });
  });
}

for (const width of [375, 640, 1280]) {
  test(`nothing overflows at ${width} px`, async ({ page, request }) => {
    const type = await addType(request, {
      factor: 0.1234567890123,
      source: 'A'.repeat(100),
      edition: '2026',
    });
    await page.setViewportSize({ width, height: 800 });
    await open(page, type);
    const excess = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await excess()).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Publish a factor' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    expect(await dialog.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('button', { name: 'Publish a factor' })).toBeFocused();
  });
}

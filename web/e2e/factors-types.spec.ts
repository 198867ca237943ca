import { randomUUID } from 'node:crypto';
import { DIMENSIONS, UNITS } from '../src/api/units';
import { authorisation } from './api';
import { expect, expectAccessible, logIn, test } from './app';
import { addType, history, item, openType, operator } from './factors';

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
  await logIn(page, operator, '/factors');
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
  await openType(page, one);
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
  await openType(page, type);
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog.getByRole('alert')).not.toBeEmpty();
  await dialog.getByRole('button', { name: 'Retire it instead' }).click();
  await expect(dialog).toBeHidden();
  await expect(item(page, type.name)).toContainText('Retired');
});

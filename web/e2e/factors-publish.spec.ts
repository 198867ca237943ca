import { authorisation } from './api';
import { expect, test } from './app';
import { addType, history, item, openType } from './factors';

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

  await openType(page, type);
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
  await openType(page, type); // in Zurich
  await expect(history(page, type)).toContainText('1 Jul 2025');
  await page.evaluate(() =>
    localStorage.setItem('carbon-ledger-preferences', JSON.stringify({ timeZone: 'UTC' })),
  );
  await page.reload();
  await expect(history(page, type)).toContainText('30 Jun 2025, 22:00');
});

test('faults stand at their fields: ours at once, then those of the service', async ({ page, request }) => {
  const type = await addType(request);
  await openType(page, type);
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
  await openType(page, type);
  await page.getByRole('button', { name: 'Publish a factor' }).click();
  await page.getByLabel('Factor', { exact: true }).fill('1');
  await page.getByLabel('Valid from').fill('');
  await page.getByLabel('Valid from').pressSequentially('01');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByLabel('Valid from')).toHaveAccessibleDescription(/whole date/);
});

test('a service that is down loses nothing typed', async ({ page, request, consoleErrors }) => {
  const type = await addType(request);
  await openType(page, type);
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

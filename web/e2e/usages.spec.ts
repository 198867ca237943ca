import type { APIRequestContext, Page } from '@playwright/test';
import { authorisation } from './api';
import { expect, expectAccessible, logIn, type Person, THEMES, test } from './app';

interface Recorded {
  usage_type_id: number;
  amount: string;
  usage_at: string;
  unit?: string;
  note?: string;
}

/** Records usages through the API, amounts to the last digit. */
async function record(request: APIRequestContext, person: Person, usages: readonly Recorded[]) {
  const headers = { ...(await authorisation(request, person)), 'Content-Type': 'application/json' };
  const ids: number[] = [];
  for (const { amount, ...rest } of usages) {
    const data = JSON.stringify(rest).replace('{', `{"amount":${amount},`);
    const answer = await request.post('/api/v1/usages', { headers, data });
    expect(answer.status(), await answer.text()).toBe(201);
    ids.push((await answer.json()).id);
  }
  return {
    ids,
    read: async (id: number) => (await request.get(`/api/v1/usages/${id}`, { headers })).text(),
  };
}

const march = (day: number) => `2026-03-${String(day).padStart(2, '0')}T11:00:00Z`;
const rows = (page: Page) => page.locator('tbody tr:has(time)');
const NO_ROWS = { usage_type_id: 100, amount: '100', usage_at: march(1) };
const dialog = (page: Page) => page.getByRole('dialog');

test('an empty account begins with a guided entry', async ({ page, person }) => {
  await logIn(page, person);
  await expect(page.getByRole('heading', { name: 'Record your first usage' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('combobox', { name: 'Usage type' })).toBeFocused();
  await page.keyboard.type('elec');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('100');
  await expect(page.getByText('100 kWh × 1.5 kg CO₂e/kWh = 150 kg CO₂e')).toBeVisible();
  await page.getByLabel('Amount').press('Enter');
  await expect(rows(page)).toHaveCount(1);
});

test('a usage is added by keyboard alone; what is shown before is what is saved', async ({
  page,
  person,
  request,
}) => {
  const { read } = await record(request, person, [NO_ROWS]);
  await logIn(page, person);
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('n');
  await expect(page.getByRole('combobox', { name: 'Usage type' })).toBeFocused();
  await page.keyboard.type('heating');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveText([
    'heating (kWh)3.892 kg CO₂e per kWh',
    'heating (l)8.57 kg CO₂e per l',
    'heating (m³)19.456 kg CO₂e per m³',
  ]);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('123456789.123456');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Unit')).toBeFocused();
  await page.keyboard.type('MJ');
  await page.keyboard.press('Tab');
  const figure = dialog(page).getByRole('status');
  await expect(figure).toContainText('133,470,506.46347 kg CO₂e');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first().getByTitle('133,470,506.46347 kg CO₂e')).toBeVisible();
  const id = (await rows(page).first().getByRole('button').first().getAttribute('id'))?.replace('why-', '');
  expect(await read(Number(id))).toContain('"emissions_kg_co2e":133470506.46347');
  await expect(page.getByRole('button', { name: 'Add usage' })).toBeFocused();
});

test('save and add another keeps type and date, and puts the cursor in amount', async ({
  page,
  person,
  request,
}) => {
  await record(request, person, [NO_ROWS]);
  await logIn(page, person);
  await page.getByRole('button', { name: 'Add usage' }).click();
  await page.getByRole('combobox', { name: 'Usage type' }).fill('water');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('2');
  await page.getByLabel(/Date and time/).fill('2026-02-01T08:30');
  await page.getByRole('button', { name: 'Save and add another' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByLabel('Amount')).toBeFocused();
  await expect(page.getByLabel('Amount')).toHaveValue('');
  await expect(page.getByRole('combobox', { name: 'Usage type' })).toHaveValue('water');
  await expect(page.getByLabel(/Date and time/)).toHaveValue('2026-02-01T08:30');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).nth(1)).toContainText('1 Feb 2026, 08:30');
});

test('Escape asks before it discards what was typed, and only then', async ({ page, person, request }) => {
  await record(request, person, [NO_ROWS]);
  await logIn(page, person);
  const add = page.getByRole('button', { name: 'Add usage' });
  await add.click();
  await expect(page.getByRole('combobox', { name: 'Usage type' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(add).toBeFocused();

  await add.press('Enter');
  const amount = page.getByLabel('Amount');
  await amount.fill('12.5');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('group', { name: 'Discard what you typed?' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(amount).toBeFocused();
  await expect(amount).toHaveValue('12.5');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(add).toBeFocused();
  await add.press('Enter');
  await expect(amount).toHaveValue('');
});

test("our faults and the service's stand at their fields", async ({ page, person, request }) => {
  await record(request, person, [NO_ROWS]);
  await logIn(page, person);
  await page.getByRole('button', { name: 'Add usage' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Usage type' })).toBeFocused();
  await expect(page.getByLabel('Amount')).toHaveAccessibleDescription('Enter an amount.');
  await page.getByRole('combobox', { name: 'Usage type' }).fill('elec');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('1');
  await page.getByLabel(/Date and time/).fill('1850-01-01T00:00');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByLabel(/Date and time/)).toBeFocused();
  await expect(page.getByLabel(/Date and time/)).toHaveAccessibleDescription(/1900 to 2199/);
});

test('editing and saving without a change changes nothing, to the last digit', async ({
  page,
  person,
  request,
}) => {
  const { ids, read } = await record(request, person, [
    { ...NO_ROWS, unit: 'Wh', amount: '123456789012.123456', usage_at: '2026-03-01T11:00:07.25Z' },
  ]);
  const [id = 0] = ids;
  const before = await read(id);
  expect(before).toContain('123456789012.123456');
  await logIn(page, person);
  await page.getByRole('button', { name: /^Edit / }).click();
  await expect(page.getByLabel('Amount')).toHaveValue('123456789012.123456');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('button', { name: /^Edit / })).toBeFocused();
  expect(await read(id)).toBe(before);
});

test('an edit shows the new figure first, and why the figure is tells every version', async ({
  page,
  person,
  request,
}) => {
  await record(request, person, [NO_ROWS, { ...NO_ROWS, usage_at: march(2) }]);
  await logIn(page, person);
  await page.getByRole('button', { name: /^Edit 100 kWh of electricity on 1 Mar/ }).press('Enter');
  await page.getByRole('combobox', { name: 'Usage type' }).fill('m³');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('100 m³ × 19.456 kg CO₂e/m³ = 1,945.6 kg CO₂e');
  await expect(dialog(page)).toContainText('the factor is chosen anew. Until now: 150 kg CO₂e.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Edit 100 m³ of heating/ })).toBeFocused();

  await page.getByRole('button', { name: /^Why this figure\? 100 m³/ }).press('Enter');
  await expect(dialog(page)).toContainText('100 m³ × 19.456 kg CO₂e/m³ = 1,945.6 kg CO₂e');
  await expect(dialog(page)).toContainText('source: Preloaded with Carbon Ledger');
  await expect(dialog(page).getByRole('listitem')).toHaveText([
    /Corrected by you.*1,945\.6/,
    /Recorded by you.*150 kg/,
  ]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Why this figure\? 100 m³/ })).toBeFocused();
});

test('a deletion asks, can be cancelled, and undone under the same id', async ({ page, person, request }) => {
  const { ids, read } = await record(request, person, [NO_ROWS, { ...NO_ROWS, usage_at: march(2) }]);
  const [id = 0] = ids;
  await logIn(page, person);
  const button = page.locator(`#delete-${id}`);
  await button.press('Enter');
  await expect(dialog(page)).toContainText('100 kWh of electricity on 1 Mar 2026, 12:00');
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await expect(rows(page)).toHaveCount(2);

  await button.press('Enter');
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await expect(rows(page)).toHaveCount(1);
  expect(await read(id)).toContain('"status":404');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(button).toBeFocused();
  expect(await read(id)).toContain(`"id":${id}`);
});

test('a deletion that fails brings the row back and says why', async ({ page, person, request }) => {
  await record(request, person, [NO_ROWS]);
  await logIn(page, person);
  await page.route('**/api/v1/usages/*', (route) =>
    route.request().method() === 'DELETE'
      ? route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: '{"title":"Conflict","status":409,"detail":"Somebody else changed it."}',
        })
      : route.continue(),
  );
  await page.getByRole('button', { name: /^Delete / }).click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Somebody else changed it.' })).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
});

test('while the service cannot be reached nothing typed is lost', async ({
  page,
  person,
  request,
  consoleErrors,
}) => {
  await record(request, person, [NO_ROWS]);
  await logIn(page, person);
  await page.getByRole('button', { name: 'Add usage' }).click();
  await page.getByRole('combobox', { name: 'Usage type' }).fill('elec');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('77');
  await page.route('**/api/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('What you typed is still here');
  await expect(page.getByLabel('Amount')).toHaveValue('77');
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(rows(page)).toHaveCount(2);
  consoleErrors.splice(0); // the calls that were cut off
});

test('sort, filters and page are in the address, and survive reload and Back', async ({
  page,
  person,
  request,
}) => {
  await record(
    request,
    person,
    Array.from({ length: 30 }, (_, n) => ({
      usage_type_id: n < 3 ? 101 : 100,
      amount: String(n + 1),
      usage_at: march(n + 1),
    })),
  );
  await page.setViewportSize({ width: 1280, height: 800 });
  await logIn(page, person);
  await expect(rows(page)).toHaveCount(25);
  await expect(rows(page).first()).toContainText('30 Mar 2026');
  const fifteenth = await rows(page).nth(14).boundingBox();
  expect((fifteenth?.y ?? 999) + (fifteenth?.height ?? 999), 'fifteen rows on the screen').toBeLessThan(800);

  await page
    .getByRole('button', { name: 'Page 2' })
    .or(page.getByRole('button', { name: '2', exact: true }))
    .click();
  await expect(page).toHaveURL('/usages?page=2');
  await expect(rows(page)).toHaveCount(5);
  const header = page.getByRole('columnheader', { name: 'Amount' });
  await expect(header).toHaveAttribute('aria-sort', 'none');
  await header.getByRole('button').press('Space');
  await expect(page).toHaveURL('/usages?sort=-amount');
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await header.getByRole('button').press('Enter');
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows(page).first()).toContainText('1 Mar 2026');

  await page.getByRole('button', { name: 'All types' }).click();
  await page.getByRole('checkbox', { name: 'water' }).check();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL('/usages?sort=amount&type=101');
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByText('3 usages')).toBeVisible();
  await expect(page.getByTitle('161.58 kg CO₂e')).toBeVisible();
  await page.getByLabel('Range').selectOption('Free range …');
  await page.getByLabel('From').fill('2026-03-02');
  await expect(rows(page)).toHaveCount(2);
  await page.reload();
  await expect(rows(page)).toHaveCount(2);
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
  await page.getByLabel('Range').selectOption('Last year');
  await expect(page.getByRole('heading', { name: 'No usages match' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows(page)).toHaveCount(25);
});

for (const colorScheme of THEMES) {
  test(`everything is accessible in the ${colorScheme} theme, and fits a phone`, async ({
    page,
    person,
    request,
  }) => {
    test.slow(); // axe runs a dozen times
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await logIn(page, person);
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
    await expectAccessible(page);
    await record(
      request,
      person,
      Array.from({ length: 27 }, (_, n) => ({
        ...NO_ROWS,
        usage_type_id: 100 + (n % 5),
        usage_at: march(n + 1),
        note: 'Meter 4',
      })),
    );
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto('/usages');
      await expect(page.getByRole('button', { name: /^Edit / })).toHaveCount(25);
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(excess).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
    await page.goto('/usages?type=104');
    for (const name of [/^Why /, /^Edit /, /^Delete /]) {
      await page.getByRole('button', { name }).first().click();
      await expect(dialog(page)).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toBeHidden();
    }
    await page.getByRole('button', { name: 'Add usage' }).click();
    await page.getByRole('combobox', { name: 'Usage type' }).fill('heating');
    await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(3);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
    await page.getByRole('button', { name: '1 type', exact: true }).click();
    await expect(page.getByRole('checkbox', { name: 'water' })).toBeVisible();
    await expectAccessible(page);
  });
}

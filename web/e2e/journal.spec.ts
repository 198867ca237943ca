import type { Page } from '@playwright/test';
import { authorisation } from './api';
import { expect, expectAccessible, logIn, type Person, THEMES, test } from './app';
import { addType, operator } from './factors';
import { dialog, ELECTRICITY, march, openEditing, openList, record, rows, save } from './usages';

const entries = (page: Page) => page.getByRole('region', { name: 'Entries' }).getByRole('listitem');
const USAGES = ['recorded', 'corrected', 'deleted', 'restored'].map((did) => `action=usage.${did}`).join('&');

async function openJournal(page: Page, query = USAGES, person?: Person) {
  if (person) await logIn(page, person, `/journal?${query}`);
  else await page.goto(`/journal?${query}`);
  await expect(page.getByRole('heading', { name: 'Journal' })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

test('reasons typed with a correction and a deletion stand in the journal with what was changed', async ({
  page,
  person,
  request,
}) => {
  await openList(page, person, request);
  await openEditing(page);
  await page.getByLabel('Amount').fill('120');
  await page.getByLabel('Reason').fill('The meter was misread.');
  await save(page).click();
  await expect(dialog(page)).toBeHidden();
  await page.getByRole('button', { name: /^Delete / }).click();
  await dialog(page).getByLabel('Reason').fill('Recorded twice.');
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page)).toHaveCount(1);

  await page.getByRole('link', { name: 'Journal' }).click();
  await expect(page.getByRole('heading', { name: 'Journal' })).toBeFocused();
  await openJournal(page);
  const whole = '120 kWh of electricity on 1 Mar 2026, 12:00 = 180 kg CO₂e';
  await expect(entries(page)).toContainText([
    whole,
    `${whole}Reason: Recorded twice.`,
    'electricity on 1 Mar 2026, 12:00: amount 100 → 120 kWh, 150 → 180 kg CO₂eReason: The meter was misread.',
    '100 kWh of electricity on 1 Mar 2026, 12:00 = 150 kg CO₂e',
  ]);
  for (const [index, did] of ['Restored', 'Deleted', 'Corrected', 'Recorded'].entries())
    await expect(entries(page).nth(index)).toContainText(`${did} by you on `);
  await expect(entries(page)).toContainText(['No. 4', 'No. 3', 'No. 2', 'No. 1']); // as soon as they are sealed
});

test('a reason for nothing is not lost in silence', async ({ page, person, request }) => {
  await openList(page, person, request);
  await openEditing(page);
  await page.getByLabel('Reason').fill('The meter was misread.');
  await save(page).click();
  await expect(page.getByLabel('Reason')).toHaveAccessibleDescription(/Nothing is changed/);
  await expect(page.getByLabel('Reason')).toBeFocused();
});

test('a reason is asked for before it is discarded, and is there again where the deletion failed', async ({
  page,
  person,
  request,
  consoleErrors,
}) => {
  await openList(page, person, request);
  const remove = page.getByRole('button', { name: /^Delete / });
  await remove.click();
  await dialog(page).getByLabel('Reason').fill('Recorded twice.');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await page.route('**/api/v1/usages/*', (route) =>
    route.request().method() === 'DELETE' ? route.fulfill({ status: 500 }) : route.continue(),
  );
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'is still there' })).toBeVisible();
  await remove.click();
  await expect(dialog(page).getByLabel('Reason')).toHaveValue('Recorded twice.');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();
  await remove.click();
  await expect(dialog(page).getByLabel('Reason')).toHaveValue('');
  consoleErrors.splice(0); // the browser's own line of the failure
});

test('hashes are shown in short and copied whole; the latest are those of the service', async ({
  page,
  person,
  request,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await openList(page, person, request);
  await openJournal(page);
  await expect(entries(page)).toContainText('No. 1');
  const headers = await authorisation(request, person);
  const heads = await (await request.get('/api/v1/journal/head', { headers })).json();
  const { sequence, hash } = heads.organisation_chain;
  expect(sequence).toBe(1);

  await entries(page)
    .getByRole('button', { name: /^Copy the hash/ })
    .click();
  await expect(page.getByText(`Copied: ${hash}`)).toBeVisible();
  expect(await copied()).toBe(hash);
  await page.getByRole('button', { name: 'Copy: Your organisation, entry 1' }).click();
  await expect.poll(copied).toBe(`Your organisation: Entry 1 ${hash}`);
  await expect(page.getByRole('definition').first()).toContainText(hash);
});

test('kinds and days are chosen, stand in the address, and one usage is shown alone', async ({
  page,
  person,
  request,
}) => {
  const { ids, change } = await record(request, person, [ELECTRICITY, { usage_at: march(2) }]);
  const [id = 0] = ids;
  await change(id, { amount: 7 });
  await openJournal(page, '', person);
  await page.getByRole('button', { name: 'All changes' }).click();
  await page.getByRole('checkbox', { name: 'Usage recorded' }).check();
  await page.getByRole('checkbox', { name: 'Usage corrected' }).check();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL('/journal?action=usage.recorded&action=usage.corrected');
  await expect(entries(page)).toHaveCount(3);
  await page.getByLabel('Last day').fill('2026-01-31');
  await page.getByLabel('Last day').press('Enter');
  await expect(page).toHaveURL(/&to=2026-01-31$/);
  await expect(page.getByRole('heading', { name: 'No entries match' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/journal');

  await page.getByRole('link', { name: 'This usage alone: electricity on 1 Mar' }).click();
  await expect(page).toHaveURL(`/journal?usage=${id}`);
  await expect(entries(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Show those of all usages' }).click();
  await expect(entries(page).nth(2)).toBeVisible();
});

test('earlier entries are shown on demand', async ({ page, person, request }) => {
  const days = Array.from({ length: 55 }, (_, n) => ({ amount: String(n + 1) }));
  await record(request, person, days);
  await openJournal(page, 'action=usage.recorded', person);
  await expect(entries(page)).toHaveCount(50);
  await page.getByRole('button', { name: 'Show earlier' }).click();
  await expect(entries(page)).toHaveCount(55);
  await expect(entries(page).last()).toContainText('1 kWh of electricity');
  await expect(page.getByRole('button', { name: 'Show earlier' })).toBeHidden();
});

test('what concerns everybody is there for everybody, by present names', async ({
  page,
  person,
  request,
}) => {
  const { id, name } = await addType(request);
  const headers = await authorisation(request, operator);
  for (const data of [{ name: `${name} north` }, { retired: true }, { retired: false }])
    expect((await request.patch(`/api/v1/usage-types/${id}`, { headers, data })).status()).toBe(200);
  await openJournal(page, '', person);
  for (const [heading, what] of [
    ['Usage type added', `${name}, in kWh`],
    [
      'Factor published',
      `${name} north: 0.25 kg CO₂e per kWh, valid from the beginning; source: Municipal works`,
    ],
    ['Usage type renamed', `“${name}” is called “${name} north” now`],
    ['Usage type retired', `${name} north, in kWh`],
    ['Usage type reinstated', `${name} north, in kWh`],
  ] as const)
    await expect(
      entries(page)
        .filter({ hasText: what })
        .filter({ hasText: `${heading} by the operator on` }),
      heading,
    ).toContainText('Installation, no. ');
});

test('a failure says so, and trying again mends it', async ({ page, person, request, consoleErrors }) => {
  await openList(page, person, request);
  await page.route('**/api/v1/journal**', (route) => route.fulfill({ status: 500 }));
  await page.goto(`/journal?${USAGES}`);
  await expect(page.getByRole('alert').filter({ hasText: 'The journal could not be read' })).toBeVisible();
  await page.unroute('**/api/v1/journal**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(entries(page)).toHaveCount(1);
  consoleErrors.splice(0); // the browser's own lines of the failures
});

for (const colorScheme of THEMES) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    test('the journal is accessible, and fits a phone', async ({ page, person, request }) => {
      test.slow(); // axe, four times
      await record(request, person, [{ ...ELECTRICITY, note: 'w'.repeat(200) }]);
      await openJournal(page, '', person);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'All changes' }).click();
      await expect(page.getByRole('checkbox').first()).toBeVisible();
      await expectAccessible(page);
      await page.setViewportSize({ width: 375, height: 800 });
      await openJournal(page, 'action=organisation.erased&to=2020-01-01');
      await expectAccessible(page);
      await openJournal(page);
      await expectAccessible(page);
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(excess).toBeLessThanOrEqual(0);
    });
  });
}

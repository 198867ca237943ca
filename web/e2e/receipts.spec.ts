import { authorisation } from './api';
import { expect, expectAccessible, logIn, THEMES, test } from './app';
import { dialog, ELECTRICITY, openList, record } from './usages';
import { download, verified } from './verify';

const LARGE = { ...ELECTRICITY, unit: 'Wh', amount: '123456789012.123456' };

test('a receipt is downloaded as the service wrote it, and verifies without the service', async ({
  page,
  person,
  request,
}) => {
  const { ids, change } = await record(request, person, [LARGE]);
  const [id = 0] = ids;
  await change(id, { note: 'Meter 4', reason: 'It was missing.' });
  await logIn(page, person);
  await page.getByRole('button', { name: /^Why / }).click();
  const file = await download(page, dialog(page).getByRole('button', { name: 'Download receipt' }));
  expect(file.name).toBe(`receipt-${id}-v2.json`);
  const headers = await authorisation(request, person);
  const served = await request.get(`/api/v1/usages/${id}/receipt?version=2`, { headers });
  expect(file.text).toBe(await served.text());
  expect(file.text).toContain('"123456789012.123456"');
  expect(verified(file.path)).toMatch(/^OK, receipt: /);
});

test('the history of a figure says what was changed, and why', async ({ page, person, request }) => {
  const { ids, change } = await openList(page, person, request);
  await change(ids[0] ?? 0, { amount: 120, reason: 'The meter was misread.' });
  await page.reload();
  await page.getByRole('button', { name: /^Why / }).click();
  await expect(dialog(page).getByRole('listitem')).toContainText([
    /Corrected by you on .*amount 100 → 120 kWh, 150 → 180 kg CO₂eReason: The meter was misread\./,
    /Recorded by you on .*100 kWh of electricity on 1 Mar 2026, 12:00 = 150 kg CO₂e/,
  ]);
  await expect(dialog(page).getByRole('listitem')).toContainText(['No. 2', 'No. 1']);
});

test('a receipt or a history that cannot be read says so', async ({
  page,
  person,
  request,
  consoleErrors,
}) => {
  await openList(page, person, request);
  await page.route('**/api/v1/{journal**,usages/*/receipt**}', (route) => route.fulfill({ status: 500 }));
  await page.getByRole('button', { name: /^Why / }).click();
  const alerts = dialog(page).getByRole('alert');
  await expect(alerts.filter({ hasText: 'The journal could not be read' })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Download receipt' }).click();
  await expect(alerts.filter({ hasText: /^The service answers 500/ })).toBeVisible();
  consoleErrors.splice(0); // the browser's own lines of the failures
});

for (const colorScheme of THEMES) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    test('why a figure is what it is, and what asks for reasons, is accessible and fits a phone', async ({
      page,
      person,
      request,
    }) => {
      test.slow(); // axe, three times
      await page.setViewportSize({ width: 375, height: 800 });
      const { ids, change } = await record(request, person, [LARGE]);
      await change(ids[0] ?? 0, { note: 'w'.repeat(200), reason: 'r'.repeat(200) });
      await logIn(page, person);
      for (const name of [/^Why /, /^Edit /, /^Delete /]) {
        await page.getByRole('button', { name }).click();
        const awaited = dialog(page).getByText('No. 2').or(dialog(page).getByLabel('Reason'));
        await expect(awaited).toBeVisible();
        await expectAccessible(page);
        const excess = await dialog(page).evaluate((modal) => modal.scrollWidth - modal.clientWidth);
        expect(excess, String(name)).toBeLessThanOrEqual(0);
        await page.keyboard.press('Escape');
        await expect(dialog(page)).toBeHidden();
      }
    });
  });
}

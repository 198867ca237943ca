import { expect, logIn, test } from './app';
import { dialog, ELECTRICITY, march, openList, record, rows } from './usages';

test('a deletion asks, can be cancelled, and undone under the same id', async ({ page, person, request }) => {
  const { ids, read } = await record(request, person, [ELECTRICITY, { ...ELECTRICITY, usage_at: march(2) }]);
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
  await openList(page, person, request);
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

import { authorisation } from './api';
import { expect, expectAccessible, logIn, THEMES, test } from './app';
import { addType, item, openType } from './factors';

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
      await openType(page, type);
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
      await logIn(page, person, '/factors');
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
    await openType(page, type);
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

import { expect, expectAccessible, logIn, THEMES, test } from './app';
import { dialog, ELECTRICITY, march, openAdding, record, rows, save, typeField } from './usages';

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
  await page.getByLabel('First day').fill('2026-03-02');
  await page.keyboard.press('Enter');
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
    await expect(save(page)).toBeVisible();
    await expectAccessible(page);
    await record(
      request,
      person,
      Array.from({ length: 27 }, (_, n) => ({
        ...ELECTRICITY,
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
    await openAdding(page);
    await typeField(page).fill('heating');
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

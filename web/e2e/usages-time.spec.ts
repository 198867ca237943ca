import { expect, test } from './app';
import { dialog, openAdding, openEditing, openList, rows, save, timeField, typeField } from './usages';

test('years that the service does not take are named at the field, before anything is sent', async ({
  page,
  person,
  request,
}) => {
  await openList(page, person, request);
  await openAdding(page);
  await typeField(page).fill('elec');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('1');
  for (const time of ['1899-12-31T23:59', '2300-01-01T00:00', '0001-01-01T00:00', '12026-03-01T12:00']) {
    await timeField(page).fill(time);
    await expect(dialog(page).getByRole('status')).toContainText('Shown as soon as');
    await save(page).click();
    await expect(timeField(page)).toHaveAccessibleDescription('A usage is of the years 1900 to 2199.');
  }
  await expect(timeField(page)).toHaveAttribute('min', '1900-01-01T00:00');
  await expect(timeField(page)).toHaveAttribute('max', '2199-12-31T23:59');
});

test('where clocks are put back, each of the two equal times can be entered and is told apart', async ({
  page,
  person,
  request,
}) => {
  const { ids, read } = await openList(page, person, request, { usage_at: '2025-10-26T01:30:00.5Z' });
  const [id = 0] = ids;
  const before = await read(id);
  await expect(rows(page)).toContainText('26 Oct 2025, 02:30 (UTC+1)');
  await openEditing(page);
  const occurrence = page.getByLabel('that time comes twice');
  await expect(occurrence.locator('option:checked')).toHaveText('The second (UTC+1)');
  await page.getByLabel('Amount').fill('101');
  await save(page).click();
  await expect(dialog(page)).toBeHidden();
  expect(JSON.parse(await read(id)).usage_at).toBe(JSON.parse(before).usage_at);

  await openEditing(page);
  await occurrence.selectOption('The first (UTC+2)');
  await save(page).click();
  await expect(rows(page)).toContainText('26 Oct 2025, 02:30 (UTC+2)');
  expect(JSON.parse(await read(id)).usage_at).toBe('2025-10-26T00:30:00Z');

  await openAdding(page);
  await expect(occurrence).toBeHidden();
  await typeField(page).fill('elec');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('1');
  await timeField(page).fill('2025-10-26T02:30');
  await occurrence.selectOption('The second (UTC+1)');
  await save(page).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).filter({ hasText: '02:30 (UTC+1)' })).toHaveCount(1);
});

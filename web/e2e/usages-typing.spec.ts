import { expect, test } from './app';
import { dialog, openList, typeField } from './usages';

for (const delay of [0, 40, 80]) {
  test(`what is typed right after n is not lost, with ${delay} ms between the keys`, async ({
    page,
    person,
    request,
  }) => {
    await openList(page, person, request);
    await page.keyboard.type('nwater', { delay });
    await page.keyboard.press('Enter');
    await expect(typeField(page)).toHaveValue('water');
    await expect(page.getByLabel('Unit')).toHaveValue('kg');
    await expect(dialog(page).getByRole('option').filter({ visible: true })).toHaveCount(0);
  });
}

test('it is not lost either while the dialog is still being loaded', async ({ page, person, request }) => {
  let deliver = () => {};
  const isWanted = new Promise<void>((resolve) => {
    deliver = resolve;
  });
  await page.route('**/assets/UsageDialog-*.js', async (route) => {
    await isWanted;
    await route.continue();
  });
  await openList(page, person, request);
  await page.keyboard.type('nelectricitx');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('y');
  await expect(dialog(page)).toBeHidden();
  deliver();
  await expect(typeField(page)).toHaveValue('electricity');
  await expect(typeField(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Unit')).toHaveValue('kwh');
});

test('Enter that comes before the dialog chooses what was typed before it', async ({
  page,
  person,
  request,
}) => {
  let deliver = () => {};
  const isWanted = new Promise<void>((resolve) => {
    deliver = resolve;
  });
  await page.route('**/assets/UsageDialog-*.js', async (route) => {
    await isWanted;
    await route.continue();
  });
  await openList(page, person, request);
  await page.keyboard.type('nwater');
  await page.keyboard.press('Enter');
  deliver();
  await expect(page.getByLabel('Unit')).toHaveValue('kg');
  await expect(typeField(page)).toHaveValue('water');
});

test('Enter breaks the line of a note, and saves with Ctrl; lists and history keep the lines', async ({
  page,
  person,
  request,
}) => {
  const { ids, read } = await openList(page, person, request);
  await page.getByRole('button', { name: /^Edit / }).click();
  const note = page.getByLabel('Note');
  await note.fill('Meter 4');
  await note.press('Enter');
  await page.keyboard.type('read by Ada');
  await expect(dialog(page)).toBeVisible();
  await note.press('Control+Enter');
  await expect(dialog(page)).toBeHidden();
  expect(JSON.parse(await read(ids[0] ?? 0)).note).toBe('Meter 4\nread by Ada');
  await page.getByRole('button', { name: /^Why this figure/ }).click();
  const correction = dialog(page).getByRole('listitem').first();
  await expect(correction).toBeVisible();
  expect(await correction.innerText()).toContain('Meter 4\nread by Ada');
});

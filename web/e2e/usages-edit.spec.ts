import { expect, expectAccessible, logIn, test } from './app';
import { dialog, ELECTRICITY, march, openEditing, openList, record, rows, save, typeField } from './usages';

test('editing and saving without a change changes nothing, to the last digit', async ({
  page,
  person,
  request,
}) => {
  const { ids, read } = await record(request, person, [
    { ...ELECTRICITY, unit: 'Wh', amount: '123456789012.123456', usage_at: '2026-03-01T11:00:07.25Z' },
  ]);
  const [id = 0] = ids;
  const before = await read(id);
  expect(before).toContain('123456789012.123456');
  await logIn(page, person);
  await page.getByRole('button', { name: /^Edit / }).click();
  await expect(page.getByLabel('Amount')).toHaveValue('123456789012.123456');
  await save(page).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('button', { name: /^Edit / })).toBeFocused();
  expect(await read(id)).toBe(before);
});

test('an edit shows the new figure first, and why the figure is tells every version', async ({
  page,
  person,
  request,
}) => {
  await record(request, person, [ELECTRICITY, { ...ELECTRICITY, usage_at: march(2) }]);
  await logIn(page, person);
  await page.getByRole('button', { name: /^Edit 100 kWh of electricity on 1 Mar/ }).press('Enter');
  await typeField(page).fill('m³');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('100 m³ × 19.456 kg CO₂e/m³ = 1,945.6 kg CO₂e');
  await expect(dialog(page)).toContainText('the factor is chosen anew. Until now: 150 kg CO₂e.');
  await save(page).click();
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

test('an edit is sent on the condition that the usage is as it was opened', async ({
  page,
  person,
  request,
}) => {
  await openList(page, person, request, { note: 'as it was' });
  await openEditing(page);
  await page.getByLabel('Amount').fill('7');
  const sent = page.waitForRequest((one) => one.method() === 'PATCH');
  await save(page).click();
  expect((await sent).headers()['if-match']).toMatch(/^".+"$/);
});

test('what was changed elsewhere meanwhile is shown, and mine goes on top of it', async ({
  page,
  person,
  request,
}) => {
  const { ids, read, change } = await openList(page, person, request);
  const [id = 0] = ids;
  await openEditing(page);
  await page.getByLabel('Amount').fill('7');
  await change(id, { note: 'theirs' });
  await save(page).click();
  const alert = dialog(page).getByRole('alert').filter({ hasText: 'Changed meanwhile by you on' });
  await expect(alert).toContainText('It is now: 100 kWh of electricity on 1 Mar 2026, 12:00 = 150 kg CO₂e');
  await expect(alert).toContainText('with the note “theirs”');
  await expect(page.getByLabel('Amount')).toHaveValue('7');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep my changes' }).click();
  await expect(alert).toBeHidden();
  await expect(page.getByLabel('Amount')).toHaveValue('7');
  await expect(page.getByLabel('Note')).toHaveValue('theirs');
  await save(page).click();
  await expect(dialog(page)).toBeHidden();
  expect(JSON.parse(await read(id))).toMatchObject({ amount: 7, note: 'theirs', version: 3 });
});

test('what was changed elsewhere can be taken instead', async ({ page, person, request }) => {
  const { ids, read, change } = await openList(page, person, request);
  const [id = 0] = ids;
  await openEditing(page);
  await page.getByLabel('Amount').fill('7');
  await change(id, { amount: 8 });
  await save(page).click();
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await expect(page.getByLabel('Amount')).toHaveValue('8');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(rows(page)).toHaveCount(1);
  expect(JSON.parse(await read(id))).toMatchObject({ amount: 8, version: 2 });
});

test('an edit whose answer was lost is no change by somebody else', async ({
  page,
  person,
  request,
  consoleErrors,
}) => {
  const { ids, read } = await openList(page, person, request);
  await openEditing(page);
  await page.getByLabel('Amount').fill('7');
  let isLost = false;
  await page.route('**/api/v1/usages/*', async (route) => {
    if (isLost || route.request().method() !== 'PATCH') return route.fallback();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
  await save(page).click();
  await expect(dialog(page).getByRole('alert').first()).toContainText('What you typed is still here');
  await save(page).click();
  await expect(dialog(page)).toBeHidden();
  expect(JSON.parse(await read(ids[0] ?? 0))).toMatchObject({ amount: 7, version: 2 });
  consoleErrors.splice(0); // the call that was cut off
});

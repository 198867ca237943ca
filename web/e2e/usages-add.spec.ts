import { expect, expectAccessible, logIn, test } from './app';
import {
  dialog,
  ELECTRICITY,
  openAdding,
  openList,
  record,
  rows,
  save,
  timeField,
  typeField,
} from './usages';

test('an empty account begins with a guided entry', async ({ page, person }) => {
  await logIn(page, person);
  await expect(page.getByRole('heading', { name: 'Record your first usage' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(typeField(page)).toBeFocused();
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
  const { read } = await record(request, person, [ELECTRICITY]);
  await logIn(page, person);
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('n');
  await expect(typeField(page)).toBeFocused();
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
  await openList(page, person, request);
  await openAdding(page);
  await typeField(page).fill('water');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('2');
  await timeField(page).fill('2026-02-01T08:30');
  await page.getByRole('button', { name: 'Save and add another' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByLabel('Amount')).toBeFocused();
  await expect(page.getByLabel('Amount')).toHaveValue('');
  await expect(typeField(page)).toHaveValue('water');
  await expect(timeField(page)).toHaveValue('2026-02-01T08:30');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).nth(1)).toContainText('1 Feb 2026, 08:30');
});

test('Escape asks before it discards what was typed, and only then', async ({ page, person, request }) => {
  await openList(page, person, request);
  const add = page.getByRole('button', { name: 'Add usage' });
  await add.click();
  await expect(typeField(page)).toBeFocused();
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
  await openList(page, person, request);
  await openAdding(page);
  await save(page).click();
  await expect(typeField(page)).toBeFocused();
  await expect(page.getByLabel('Amount')).toHaveAccessibleDescription('Enter an amount.');
  await typeField(page).fill('elec');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('1');
  await timeField(page).fill('1850-01-01T00:00');
  await save(page).click();
  await expect(timeField(page)).toBeFocused();
  await expect(timeField(page)).toHaveAccessibleDescription(/1900 to 2199/);
});

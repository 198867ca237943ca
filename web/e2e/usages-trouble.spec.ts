import { expect, test } from './app';
import { dialog, openAdding, openList, rows, save, typeField } from './usages';

test('while the service cannot be reached nothing typed is lost', async ({
  page,
  person,
  request,
  consoleErrors,
}) => {
  await openList(page, person, request);
  await openAdding(page);
  await typeField(page).fill('elec');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('77');
  await page.route('**/api/**', (route) => route.abort());
  await save(page).click();
  await expect(dialog(page).getByRole('alert')).toContainText('What you typed is still here');
  await expect(page.getByLabel('Amount')).toHaveValue('77');
  await page.unroute('**/api/**');
  await save(page).click();
  await expect(rows(page)).toHaveCount(2);
  consoleErrors.splice(0); // the calls that were cut off
});

test('saving again after an answer that was lost records once', async ({
  page,
  person,
  request,
  consoleErrors,
}) => {
  const { count } = await openList(page, person, request);
  await openAdding(page);
  await typeField(page).fill('elec');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('77');
  let isLost = false;
  await page.route('**/api/v1/usages', async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.fallback();
    isLost = true;
    expect((await route.fetch()).status()).toBe(201);
    await route.abort();
  });
  await save(page).click();
  await expect(dialog(page).getByRole('alert').first()).toContainText('What you typed is still here');
  expect(await count()).toBe(2);
  await save(page).click();
  await expect(dialog(page)).toBeHidden();
  expect(await count()).toBe(2);
  await expect(rows(page)).toHaveCount(2);

  // The same once more is another usage.
  await openAdding(page);
  await typeField(page).fill('elec');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('77');
  await save(page).click();
  await expect(rows(page)).toHaveCount(3);
  consoleErrors.splice(0); // the call that was cut off
});

test('a dialog that cannot be loaded says so and leaves the page; it opens as soon as it can be', async ({
  page,
  person,
  request,
  consoleErrors,
}) => {
  await page.route('**/assets/UsageDialog-*.js', (route) => route.abort());
  await openList(page, person, request);
  await page.route('**/api/**', (route) => route.abort());
  await page.keyboard.type('nwat');
  await expect(page.getByText('That could not be loaded, as the service')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try now' })).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Try now' }).click();
  await page.getByRole('button', { name: 'Add usage' }).click();
  await expect(page.getByText('there may be a newer version of the app')).toBeVisible();
  await page.unroute('**/assets/UsageDialog-*.js');
  await openAdding(page);
  await expect(typeField(page)).toHaveValue('');
  consoleErrors.splice(0); // what could not be loaded
});

test('a page that cannot be loaded stands in the shell, and comes with the service', async ({
  page,
  person,
  request,
  consoleErrors,
}) => {
  await openList(page, person, request);
  await page.route(/\/(api|assets)\//, (route) => route.abort());
  await page.getByRole('link', { name: 'Account' }).click();
  await expect(page.getByRole('heading', { name: 'This page cannot be shown' })).toBeVisible();
  await expect(page.getByRole('banner')).toHaveCount(1);
  await page.unroute(/\/(api|assets)\//);
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible();
  consoleErrors.splice(0); // what could not be loaded
});

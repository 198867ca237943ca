import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, fillLogIn, PASSWORD, test } from './app';
import { dialog, openAdding, openEditing, openList, rows, save, typeField } from './usages';

const question = (page: Page) => page.getByRole('group', { name: 'Discard what you typed?' });

/** Ends the session as the service does: neither the token nor the cookie is taken any more. */
async function endSession(page: Page) {
  const refused = {
    status: 401,
    contentType: 'application/problem+json',
    headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    body: '{"title":"Unauthorized","status":401,"detail":"The session has ended."}',
  };
  await page.route('**/api/v1/{usages**,auth/refresh}', (route) => route.fulfill(refused));
}

async function logInAgain(page: Page, person: { email: string; password: string }) {
  await expect(page.getByText('Your session has ended.')).toBeVisible();
  await page.unrouteAll();
  await fillLogIn(page, person);
  await expect(rows(page).or(page.locator('#first-usage'))).toBeVisible();
}

test('what was typed as the session ended is there again after the log-in', async ({
  page,
  person,
  request,
}) => {
  await openList(page, person, request);
  await openAdding(page);
  await typeField(page).fill('water');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('77.5');
  await page.getByLabel('Note').fill('Meter 4');
  await endSession(page);
  await save(page).click();
  await logInAgain(page, person);
  await expect(page.getByLabel('Amount')).toHaveValue('77.5');
  await expect(typeField(page)).toHaveValue('water');
  await expect(page.getByLabel('Note')).toHaveValue('Meter 4');
  await page.keyboard.press('Escape');
  await expect(question(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await save(page).click();
  await expect(rows(page)).toHaveCount(2);
});

test('an edit is taken up again too', async ({ page, person, request }) => {
  const { ids, read } = await openList(page, person, request);
  await openEditing(page);
  await page.getByLabel('Amount').fill('7');
  await endSession(page);
  await save(page).click();
  await logInAgain(page, person);
  await expect(page.getByRole('dialog', { name: 'Edit usage' })).toBeVisible();
  await expect(page.getByLabel('Amount')).toHaveValue('7');
  await save(page).click();
  await expect(dialog(page)).toBeHidden();
  expect(JSON.parse(await read(ids[0] ?? 0))).toMatchObject({ amount: 7, version: 2 });
});

test('nobody else gets what was typed, and it is gone for good then', async ({ page, person, request }) => {
  const other = { name: 'Grace', email: `grace.${randomUUID()}@example.org`, password: PASSWORD };
  await request.post('/api/v1/auth/sign-up', { data: other });
  await openList(page, person, request);
  await openAdding(page);
  await page.getByLabel('Amount').fill('77.5');
  await endSession(page);
  await save(page).click();
  await typeField(page).fill('water');
  await page.keyboard.press('Enter');
  await save(page).click();
  await logInAgain(page, other);
  await expect(page.getByLabel('Amount')).toHaveValue('');
  await page.getByRole('button', { name: 'Log out' }).click();
  await fillLogIn(page, person);
  await expect(rows(page)).toHaveCount(1);
  await openAdding(page);
  await expect(page.getByLabel('Amount')).toHaveValue('');
});

test('a busy service does not end the session', async ({ page, person, request }) => {
  await openList(page, person, request);
  await endSession(page);
  await page.route('**/api/v1/auth/refresh', (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      body: '{"title":"Too many requests","status":429,"detail":"Too many requests; try again later."}',
    }),
  );
  await openAdding(page);
  await typeField(page).fill('water');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('5');
  await save(page).click();
  await expect(dialog(page).getByRole('alert').first()).toContainText('Too many requests');
  await page.unrouteAll();
  await save(page).click();
  await expect(rows(page)).toHaveCount(2);
});

test('Back, Cancel and a reload ask before they discard what was typed', async ({
  page,
  person,
  request,
}) => {
  await openList(page, person, request);
  await page.getByRole('link', { name: 'Account' }).click();
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Usages' }).click();
  await openAdding(page);
  await page.getByLabel('Amount').fill('5');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(question(page)).toBeVisible();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(question(page)).toBeHidden();

  await page.goBack();
  await expect(question(page)).toBeVisible();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByLabel('Amount')).toHaveValue('5');
  await expect(page).toHaveURL('/usages');

  const asked = page.waitForEvent('dialog');
  const reloading = page.reload({ timeout: 3000 }).catch(() => undefined);
  const beforeUnload = await asked;
  expect(beforeUnload.type()).toBe('beforeunload');
  await beforeUnload.dismiss();
  await reloading;
  await expect(page.getByLabel('Amount')).toHaveValue('5');

  await page.goBack();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible();
  await expect(dialog(page)).toBeHidden();
});

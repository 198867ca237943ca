import type { Page } from '@playwright/test';
import { authorisation } from './api';
import { expect, expectAccessible, fillLogIn, logIn, type Person, THEMES, test } from './app';

async function open(page: Page, person: Person) {
  await logIn(page, person);
  await page.getByRole('link', { name: 'Account' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(person.name);
}

test('a name is changed, and its faults stand at the field', async ({ page, person }) => {
  await open(page, person);
  await expect(page.getByRole('region', { name: 'Profile' })).toContainText(person.email);
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill(' ');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription('Enter your name.');
  await name.fill('x'.repeat(101));
  await page.keyboard.press('Enter');
  await expect(name).toHaveAccessibleDescription(/1 to 100 characters/);
  await name.fill('Countess of Lovelace');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your name is saved.')).toBeVisible();
  await page.reload();
  await expect(name).toHaveValue('Countess of Lovelace');
});

test('a password is changed by giving the current one, and ends other sessions', async ({
  page,
  person,
  request,
  browser,
  baseURL,
}) => {
  const headers = await authorisation(request, person);
  await open(page, person);
  const current = page.getByLabel('Current password');
  await current.fill('not the password');
  await page.getByLabel('New password').fill('a longer and better one');
  await page.keyboard.press('Enter');
  await expect(current).toBeFocused();
  await expect(current).toHaveAccessibleDescription(/\S/);
  await current.fill(person.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await expect(current).toHaveValue('');
  await expect(current).toBeFocused();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible();

  expect((await request.get('/api/v1/me', { headers })).status()).toBe(401);
  const elsewhere = await browser.newPage({ baseURL });
  await elsewhere.goto('/log-in');
  await fillLogIn(elsewhere, { ...person, password: 'a longer and better one' });
  await expect(elsewhere.getByRole('heading', { name: 'Usages' })).toBeVisible();
  await elsewhere.close();
});

test('a new password that is too short is refused before anything is sent', async ({ page, person }) => {
  await open(page, person);
  await page.getByLabel('New password').fill('short');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription(
    'Enter your current password.',
  );
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/Use at least 8 characters/);
});

test('a time zone is found by typing, and stays', async ({ page, person }) => {
  await open(page, person);
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await expect(zone).toHaveValue('Europe/Zurich');
  await expect(zone).toHaveAccessibleDescription(/this device is set to it/);
  await zone.clear();
  await zone.pressSequentially('new york');
  await expect(page.getByRole('option')).toHaveText(['America/New_York']);
  await zone.press('Enter');
  await expect(zone).toHaveValue('America/New_York');
  await page.reload();
  await expect(zone).toHaveValue('America/New_York');
  await zone.fill('nowhere at all');
  await expect(page.getByText('There is no such time zone.')).toBeVisible();
  await zone.press('Escape');
  await zone.blur();
  await expect(zone).toHaveValue('America/New_York');
});

test('a theme is chosen, holds at once and stays', async ({ page, person }) => {
  await open(page, person);
  const preferences = page.getByRole('region', { name: 'Preferences' });
  await preferences.getByText('Dark').click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(preferences.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await preferences.getByRole('radio', { name: 'Dark' }).press('ArrowLeft');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
});

test('single-key shortcuts are switched off and on', async ({ page, person }) => {
  await open(page, person);
  const shortcuts = page.getByRole('switch', { name: 'Single-key shortcuts' });
  await shortcuts.focus();
  await page.keyboard.press('Space');
  await expect(shortcuts).not.toBeChecked();
  await page.reload();
  await expect(shortcuts).not.toBeChecked();
  await page.getByRole('heading', { name: 'Account' }).click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeHidden();
  await shortcuts.press('Space');
  await page.getByRole('heading', { name: 'Account' }).click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('an account is deleted by its password, after it was said what goes', async ({
  page,
  person,
  request,
}) => {
  await open(page, person); // before the usages are recorded: the dialog must count anew
  const headers = await authorisation(request, person);
  const usage = { usage_type_id: 100, amount: 5, usage_at: '2026-03-02T12:00:00Z' };
  const recorded = await request.post('/api/v1/usages', { headers, data: usage });
  await request.patch(`/api/v1/usages/${(await recorded.json()).id}`, { headers, data: { amount: 6 } });
  await request.post('/api/v1/usages', { headers, data: usage });

  await page.getByRole('button', { name: 'Delete account …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete account' });
  await expect(dialog).toContainText(person.email);
  await expect(dialog).toContainText('you are its only member');
  await expect(dialog).toContainText('Its 2 usages, deleted ones counted too, in all their 3 versions');
  await expect(dialog).toContainText('Its journal, with all 3 entries.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Delete account …' })).toBeFocused();

  await page.keyboard.press('Enter');
  const own = dialog.getByLabel('Your password');
  await own.fill('not the password');
  await own.press('Enter');
  await expect(own).toHaveAccessibleDescription(/\S/);
  await expect(own).toBeFocused();
  await own.fill(person.password);
  await dialog.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(page).toHaveURL('/log-in');
  await fillLogIn(page, person);
  await expect(page.getByRole('alert')).toHaveText('E-mail address or password is wrong.');
});

test('nothing is deleted before it is known what would go', async ({ page, person, consoleErrors }) => {
  await open(page, person);
  await page.route('**/api/v1/me', (route) => route.abort());
  await page.getByRole('button', { name: 'Delete account …' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('could not be reached');
  await expect(page.getByRole('button', { name: 'Delete for ever' })).toBeDisabled();
  consoleErrors.splice(0); // the browser's own lines for calls that could not be made
});

for (const colorScheme of THEMES) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    test('the page, its faults and its dialog are accessible', async ({ page, person }) => {
      test.slow(); // three views
      await open(page, person);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Change password' }).click();
      await expect(page.getByText('Enter your current password.')).toBeVisible();
      await page.getByRole('combobox', { name: 'Time zone' }).fill('zurich');
      await expect(page.getByRole('option')).toHaveCount(1);
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Delete account …' }).click();
      await expect(page.getByRole('dialog')).toContainText(person.email);
      await expectAccessible(page);
    });
  });
}

test('nothing overflows or jumps on a small screen', async ({ page, person }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await open(page, person);
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await excess()).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Delete account …' }).click();
  await expect(page.getByRole('dialog')).toContainText(person.email);
  expect(await excess()).toBeLessThanOrEqual(0);
});

import { expect, fillLogIn, logIn, PASSWORD, test } from './app';
import { keepBack } from './slow-answers';

test('somebody signs up, logs out and logs in again', async ({ page }) => {
  const email = `grace.${Date.now()}@example.org`;
  await page.goto('/');
  await expect(page).toHaveTitle('Log in · Carbon Ledger');
  await page.getByRole('link', { name: 'Sign up' }).click();
  await page.getByLabel('Name').fill('Grace Hopper');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Usages' })).toBeVisible();
  await expect(page).toHaveTitle('Usages · Carbon Ledger');

  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page).toHaveURL('/log-in');
  await fillLogIn(page, { email, password: PASSWORD });
  await expect(page).toHaveURL('/usages');
});

test('a deep link survives the log-in, also by way of signing up', async ({ page, person }) => {
  await page.goto('/emissions?bucket=day&view=table#total');
  await page.getByRole('link', { name: 'Sign up' }).click();
  await page.getByRole('link', { name: 'Log in' }).click();
  await fillLogIn(page, person);
  await expect(page).toHaveURL('/emissions?bucket=day&view=table#total');
});

test('a link in the redirect that leaves the app is not followed', async ({ page, person }) => {
  await page.goto('/log-in?redirect=//evil.example/usages');
  await fillLogIn(page, person);
  await expect(page).toHaveURL('/usages');
});

test('a wrong password is announced, and what was typed stays', async ({ page, person }) => {
  await page.goto('/log-in');
  await fillLogIn(page, { ...person, password: 'not the password' });
  await expect(page.getByRole('alert')).toHaveText('E-mail address or password is wrong.');
  await expect(page.getByLabel('E-mail')).toHaveValue(person.email);
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('not the password');
});

test('what is missing is said at its field, which gets the focus', async ({ page }) => {
  await page.goto('/sign-up');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Name')).toBeFocused();
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription('Enter your name.');
  await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
});

test("the service's faults stand at their fields", async ({ page, person }) => {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('E-mail').fill('no address');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/address/);

  await page.getByLabel('E-mail').fill(person.email);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/Another user/);
});

test('the tokens are out of reach of scripts', async ({ page, context, person }) => {
  await page.goto('/log-in');
  await fillLogIn(page, person);
  await expect(page.getByRole('heading', { name: 'Usages' })).toBeVisible();
  const [cookie] = await context.cookies(`${new URL(page.url()).origin}/api/v1/auth`);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api/v1/auth' });
  const kept = await page.evaluate(() =>
    JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]),
  );
  expect(kept).not.toContain(cookie?.value);
  expect(kept).not.toMatch(/eyJ/);
});

test('a reload keeps the session and the place', async ({ page, person }) => {
  await logIn(page, person);
  await page.getByRole('link', { name: 'Account' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible();
});

test('a reload during a reload keeps the session', async ({ page, person, baseURL }) => {
  const slow = await keepBack('/api/v1/auth/refresh', 400, String(baseURL));
  await page.goto(`${slow.url}/log-in`);
  await fillLogIn(page, person);
  await expect(page.getByRole('heading', { name: 'Usages' })).toBeVisible();
  for (let time = 0; time < 2; time++) {
    const asked = page.waitForRequest('**/auth/refresh');
    await page.evaluate(() => location.reload());
    await asked; // the old token is spent now, and nobody waits for the new one
  }
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Usages' })).toBeVisible();
  slow.close();
});

test('a first visit makes no call that must fail', async ({ page }) => {
  const calls: string[] = [];
  page.on('request', (request) => request.url().includes('/api/') && calls.push(request.url()));
  await page.goto('/usages');
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  expect(calls).toEqual([]);
});

test('tabs that open at once take turns at refreshing', async ({ page, context, person }) => {
  await logIn(page, person);
  const tabs = await Promise.all([1, 2, 3].map(() => context.newPage()));
  await Promise.all(tabs.map((tab) => tab.goto('/account')));
  for (const tab of tabs) await expect(tab.getByRole('heading', { name: 'Account' })).toBeVisible();
});

test('one refused token costs one refresh and one retry', async ({ page, person }) => {
  await logIn(page, person);
  const calls: string[] = [];
  page.on(
    'request',
    (request) => request.url().includes('/api/') && calls.push(new URL(request.url()).pathname),
  );
  let isRefused = false;
  await page.route('**/api/v1/me', async (route) => {
    if (isRefused) return route.continue();
    isRefused = true;
    await route.fulfill({ status: 401, headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } });
  });
  await page.evaluate(() => history.pushState(null, '', '/factors'));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Only for operators' })).toBeVisible();
  expect(calls).toEqual(['/api/v1/auth/refresh', '/api/v1/me', '/api/v1/auth/refresh', '/api/v1/me']);
});

test('tabs share the log-in and the log-out', async ({ page, context, person }) => {
  await page.goto('/account');
  const other = await context.newPage();
  await other.goto('/emissions');
  await fillLogIn(page, person);
  await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Emissions' })).toBeVisible();

  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page).toHaveURL('/log-in');
  await expect(other.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await other.reload();
  await expect(other.getByRole('heading', { name: 'Log in' })).toBeVisible();
});

test('a session that was ended elsewhere says so, and goes on where it was', async ({
  page,
  context,
  person,
}) => {
  await logIn(page, person);
  await context.clearCookies();
  await page.goto('/account');
  await expect(page.getByRole('alert')).toContainText('Your session has ended');
  await fillLogIn(page, person);
  await expect(page).toHaveURL('/account');
});

test('a service that is down is said calmly, and the session goes on when it is back', async ({
  page,
  person,
  consoleErrors,
}) => {
  await logIn(page, person);
  await page.route('**/api/**', (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('status')).toContainText('cannot be reached');
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByRole('heading', { name: 'Usages' })).toBeVisible();
  await expect(page.getByText('cannot be reached')).toHaveCount(0);
  consoleErrors.splice(0); // the browser's own lines for calls that could not be made
});

test('a log-in that cannot be sent loses nothing that was typed', async ({ page, person, consoleErrors }) => {
  await page.goto('/log-in');
  await page.route('**/api/**', (route) => route.abort());
  await fillLogIn(page, person);
  await expect(page.getByRole('alert')).toContainText('could not be reached');
  await expect(page.getByLabel('E-mail')).toHaveValue(person.email);
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { name: 'Usages' })).toBeVisible();
  consoleErrors.splice(0);
});

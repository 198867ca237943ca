import { expect, fillLogIn, logIn, test } from './app';
import { dialog, ELECTRICITY, march, record, rows } from './usages';

test('what one person deleted is not offered to the next', async ({ page, person, request }) => {
  const next = { name: 'Bea', email: `next.${person.email}`, password: person.password };
  expect((await request.post('/api/v1/auth/sign-up', { data: next })).status()).toBe(201);
  await record(request, person, [
    { ...ELECTRICITY, usage_at: march(1) },
    { ...ELECTRICITY, usage_at: march(2) },
  ]);
  await record(request, next, [{ ...ELECTRICITY, usage_at: march(3) }]);
  await logIn(page, person);
  await page
    .getByRole('button', { name: /^Delete / })
    .first()
    .click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.getByRole('button', { name: 'Log out' }).click();
  await fillLogIn(page, next);
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByText('Deleted:')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('when somebody else logs in in another tab, this one forgets who was here', async ({
  context,
  page,
  person,
  request,
}) => {
  const next = { name: 'Bea', email: `next.${person.email}`, password: person.password };
  expect((await request.post('/api/v1/auth/sign-up', { data: next })).status()).toBe(201);
  await record(request, person, [
    { ...ELECTRICITY, usage_at: march(1) },
    { ...ELECTRICITY, usage_at: march(2) },
  ]);
  await record(request, next, [{ ...ELECTRICITY, usage_at: march(3) }]);
  const other = await context.newPage();
  await other.goto('/log-in');
  await page.goto('/log-in');
  await fillLogIn(page, person);
  // The other tab has been told; it is at the log-in page again as if it had been left open there.
  await expect(other.getByRole('heading', { name: 'Usages' })).toBeVisible();
  await page
    .getByRole('button', { name: /^Delete / })
    .first()
    .click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await other.evaluate(
    async (body) => {
      const answer = await fetch('/api/v1/auth/log-in', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...body, refresh_in: 'cookie' }),
      });
      const tokens = await answer.json();
      new BroadcastChannel('carbon-ledger-session').postMessage({
        kind: 'entered',
        session: { state: 'in', accessToken: tokens.access_token, expiresAt: Date.now() + 600_000 },
      });
    },
    { email: next.email, password: next.password },
  );
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByText('3 Mar 2026')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('the app runs where the browser may keep nothing', async ({ page, person }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get: refuse });
    Object.defineProperty(navigator, 'locks', { value: { request: async () => refuse() } });
  });
  await page.goto('/log-in');
  await fillLogIn(page, person);
  await page.getByRole('link', { name: 'Emissions' }).click();
  await expect(page.getByRole('heading', { name: 'Emissions', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
});

import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

export { expect };

export interface Person {
  name: string;
  email: string;
  password: string;
}

export const PASSWORD = 'correct horse battery staple';

interface Fixtures {
  /** Somebody with an account and nothing recorded; not logged in in the browser. */
  person: Person;
  /** The console's errors that no test should cause; each test fails over them unless it takes them out. */
  consoleErrors: string[];
}

/** The browser says so itself of every answer from 400 on; a test that provokes one expects it. */
const BROWSERS_OWN = /^Failed to load resource: the server responded with a status of 4\d\d/;

export const test = base.extend<Fixtures>({
  async person({ request }, use) {
    const person = { name: 'Ada Lovelace', email: `ada.${randomUUID()}@example.org`, password: PASSWORD };
    const answer = await request.post('/api/v1/auth/sign-up', { data: person });
    expect(answer.status()).toBe(201);
    await use(person);
  },
  consoleErrors: [
    async ({ context }, use) => {
      const errors: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error' && !BROWSERS_OWN.test(message.text())) errors.push(message.text());
      });
      context.on('weberror', (error) => errors.push(String(error.error())));
      await use(errors);
      expect(errors, 'errors on the console').toEqual([]);
    },
    { auto: true },
  ],
});

export async function fillLogIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Opens the app as that person, with the session that a log-in leaves; what is about the form itself fills it in. */
export async function logIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>, path = '/') {
  const data = { email, password, refresh_in: 'cookie' };
  const answer = await page.request.post('/api/v1/auth/log-in', { data });
  expect(answer.status()).toBe(200);
  await page.goto('/health/live'); // the origin, without the app
  await page.evaluate(() => localStorage.setItem('carbon-ledger-session', 'yes'));
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** WCAG 2.2 AA and axe's best practices, no rule switched off. No page has frames, so nothing of theirs is to be put
 * together in a page opened for that, which costs more than looking. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  expect(found).toEqual([]);
}

export const THEMES = ['light', 'dark'] as const;

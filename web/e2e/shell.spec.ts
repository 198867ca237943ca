import { expect, expectAccessible, logIn, THEMES, test } from './app';

for (const colorScheme of THEMES) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const path of ['/log-in', '/sign-up', '/nowhere']) {
      test(`${path} is accessible`, async ({ page }) => {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page);
      });
    }

    test('faults are accessible', async ({ page }) => {
      await page.goto('/sign-up');
      await page.getByRole('button', { name: 'Create account' }).click();
      await expect(page.getByText('Enter your name.')).toBeVisible();
      await expectAccessible(page);
    });

    test('the pages and the list of shortcuts are accessible', async ({ page, person }) => {
      await logIn(page, person);
      for (const name of ['Emissions', 'Account', 'Usages']) {
        await page.getByRole('link', { name }).first().click();
        await expect(page.getByRole('heading', { name })).toBeVisible();
        await expectAccessible(page);
      }
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page);
    });

    test('the first paint has the theme already', async ({ page, consoleErrors }) => {
      await page.route('**/assets/index-*.js', (route) => route.abort());
      await page.goto('/log-in', { waitUntil: 'commit' });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      await expect(page.locator('body')).toHaveCSS(
        'background-color',
        colorScheme === 'dark' ? 'rgb(18, 23, 22)' : 'rgb(245, 247, 246)',
      );
      consoleErrors.splice(0); // the app that was kept from loading
    });
  });
}

test('a theme that was chosen stays', async ({ page }) => {
  await page.goto('/log-in');
  await page.getByTitle('Dark').click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
});

test('navigation moves the focus to the heading; the skip link passes the navigation', async ({
  page,
  person,
}) => {
  await logIn(page, person);
  await page.getByRole('link', { name: 'Emissions' }).click();
  await expect(page.getByRole('heading', { name: 'Emissions' })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Emissions' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('factors are for operators: others get no link', async ({ page, person, context }) => {
  await logIn(page, person);
  await expect(page.getByRole('navigation').getByRole('link')).toHaveText([
    'Usages',
    'Emissions',
    'Journal',
    'Account',
  ]);
  await page.goto('/factors');
  await expect(page.getByRole('heading', { name: 'Only for operators' })).toBeVisible();

  const { E2E_OPERATOR_EMAIL: email = '', E2E_OPERATOR_PASSWORD: password = '' } = process.env;
  await page.getByRole('button', { name: 'Log out' }).click();
  await context.clearCookies();
  await logIn(page, { email, password });
  await page.getByRole('link', { name: 'Factors' }).click();
  await expect(page.getByRole('heading', { name: 'Factors' })).toBeVisible();
});

test('single-key shortcuts can be switched off', async ({ page, person }) => {
  await logIn(page, person);
  await page.keyboard.press('?');
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).uncheck({ force: true });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeHidden();
});

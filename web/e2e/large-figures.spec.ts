import type { Page } from '@playwright/test';
import { expect, logIn, test } from './app';
import { record } from './usages';

const LARGE = [
  { usage_type_id: 100, amount: '999999999999.123456', usage_at: '2026-03-02T11:00:00Z' },
  { usage_type_id: 100, amount: '334190000000.123456', usage_at: '2026-03-03T11:00:00Z' },
  { usage_type_id: 100, amount: '999999999999', usage_at: '2026-03-04T11:00:00Z' },
];

/** Texts of figures that stand on more than one line, or beyond the edge of the screen. */
const broken = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('data, .figures, td')]
      .filter((one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
        const isSplit =
          Math.max(...rects.map(({ top }) => top)) - Math.min(...rects.map(({ top }) => top)) > 8;
        const isScrolled = one.closest('table') !== null;
        return isSplit || (!isScrolled && rects.some(({ right }) => right > innerWidth));
      })
      .map((one) => one.textContent),
  );

for (const width of [375, 768, 1280]) {
  test(`large figures stay whole, and the actions of a row on the screen, at ${width} px`, async ({
    page,
    person,
    request,
  }) => {
    await record(request, person, LARGE);
    await page.setViewportSize({ width, height: 800 });
    await logIn(page, person);
    for (const action of await page.getByRole('button', { name: /^(Why|Edit|Delete)/ }).all())
      await expect(action).toBeInViewport({ ratio: 1 });
    expect(await broken(page)).toEqual([]);
    await page.goto('/emissions?period=year&at=2026-01-01');
    await expect(page.getByRole('figure')).toBeVisible();
    await expect(page.getByText(/ [MG]t CO₂e/).first()).toBeVisible();
    expect(await broken(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

test('many bars begin with the newest in view, and a shade shows that there are more', async ({
  page,
  person,
  request,
}) => {
  await record(request, person, [{ usage_type_id: 100, amount: '5', usage_at: '2025-12-30T11:00:00Z' }]);
  await page.setViewportSize({ width: 375, height: 800 });
  await logIn(page, person, '/emissions?from=2025-01-01&to=2025-12-31&bucket=day');
  const frame = page.locator('figure [data-cut]');
  await expect(frame).toBeVisible();
  const rest = () => frame.evaluate((one) => one.scrollWidth - one.clientWidth - one.scrollLeft);
  await expect.poll(rest).toBeLessThan(20);
  await frame.getByRole('application').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => frame.evaluate((one) => one.scrollLeft)).toBeLessThan(80);
});

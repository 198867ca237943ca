import type { APIRequestContext, Page } from '@playwright/test';
import { authorisation } from './api';
import { expect, logIn, type Person } from './app';

interface Recorded {
  usage_type_id: number;
  amount: string;
  usage_at: string;
  unit?: string;
  note?: string;
}

/** Records usages of electricity, or as they say, through the API, amounts to the last digit; what it gives reads and changes them past the app. */
export async function record(
  request: APIRequestContext,
  person: Person,
  usages: readonly Partial<Recorded>[],
) {
  const headers = { ...(await authorisation(request, person)), 'Content-Type': 'application/json' };
  const ids: number[] = [];
  for (const usage of usages) {
    const { amount, ...rest } = { ...ELECTRICITY, ...usage };
    const data = JSON.stringify(rest).replace('{', `{"amount":${amount},`);
    const answer = await request.post('/api/v1/usages', { headers, data });
    expect(answer.status(), await answer.text()).toBe(201);
    ids.push((await answer.json()).id);
  }
  return {
    ids,
    read: async (id: number) => (await request.get(`/api/v1/usages/${id}`, { headers })).text(),
    async change(id: number, change: object) {
      const answer = await request.patch(`/api/v1/usages/${id}`, { headers, data: JSON.stringify(change) });
      expect(answer.status(), await answer.text()).toBe(200);
    },
    count: async () => (await (await request.get('/api/v1/usages', { headers })).json()).total as number,
  };
}

export const march = (day: number) => `2026-03-${String(day).padStart(2, '0')}T11:00:00Z`;
export const ELECTRICITY = { usage_type_id: 100, amount: '100', usage_at: march(1) };

export const rows = (page: Page) => page.locator('tbody tr:has(time)');
export const dialog = (page: Page) => page.getByRole('dialog');
export const typeField = (page: Page) => page.getByRole('combobox', { name: 'Usage type' });
export const timeField = (page: Page) => page.getByLabel(/Date and time/);
export const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });

/** Records one usage past the app, and opens the list with it. */
export async function openList(page: Page, person: Person, request: APIRequestContext, more: object = {}) {
  const recorded = await record(request, person, [more]);
  await logIn(page, person);
  await expect(rows(page)).toHaveCount(1);
  return recorded;
}

export async function openAdding(page: Page) {
  await page.getByRole('button', { name: 'Add usage' }).click();
  await expect(typeField(page)).toBeFocused();
}

export async function openEditing(page: Page) {
  await page.getByRole('button', { name: /^Edit / }).click();
  await expect(page.getByLabel('Amount')).toBeFocused();
}

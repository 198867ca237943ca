import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Page } from '@playwright/test';
import { authorisation } from './api';
import { expect, logIn } from './app';

const { E2E_OPERATOR_EMAIL: email = '', E2E_OPERATOR_PASSWORD: password = '' } = process.env;
export const operator = { email, password };

/** A usage type of this test's own, as the operator adds it. */
export async function addType(request: APIRequestContext, more: object = {}) {
  const name = `district heat ${randomUUID().slice(0, 8)}`;
  const source = 'Municipal works';
  const headers = await authorisation(request, operator);
  const data = { name, unit: 'kwh', factor: 0.25, source, ...more };
  const answer = await request.post('/api/v1/usage-types', { headers, data });
  expect(answer.status()).toBe(201);
  return (await answer.json()) as { id: number; name: string };
}

export async function openType(page: Page, type: { id: number; name: string }) {
  await logIn(page, operator, `/factors?type=${type.id}`);
  await expect(history(page, type)).toBeVisible();
}

export const history = (page: Page, { name }: { name: string }) =>
  page.getByRole('table', { name: `Factor versions of ${name}` });
export const item = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name, exact: true }) });

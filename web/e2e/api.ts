import { type APIRequestContext, expect } from '@playwright/test';
import type { Person } from './app';

/** The headers of calls that a test makes past the app, as that person. */
export async function authorisation(request: APIRequestContext, who: Pick<Person, 'email' | 'password'>) {
  const { email, password } = who;
  const answer = await request.post('/api/v1/auth/log-in', { data: { email, password } });
  expect(answer.status()).toBe(200);
  return { Authorization: `Bearer ${(await answer.json()).access_token}` };
}

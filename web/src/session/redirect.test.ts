import { expect, it } from 'vitest';
import { safeRedirect } from './redirect';

const ORIGIN = 'https://ledger.example';

it.each(['/usages?page=2&sort=-amount', '/emissions#total', '/'])('goes to %s', (path) => {
  expect(safeRedirect(path, ORIGIN)).toBe(path);
});

it.each([
  undefined,
  '',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  'usages',
  '/log-in?redirect=/log-in',
  '/api/docs',
])('does not go to %j', (path) => {
  expect(safeRedirect(path, ORIGIN)).toBe('/usages');
});

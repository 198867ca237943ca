// @vitest-environment jsdom
import i18next from 'i18next';
import { beforeEach, expect, it, vi } from 'vitest';
import { decimal } from '../decimals/decimal';
import { formatDecimal } from '../decimals/format';
import { languages, locale, speak, startLanguage } from './language';

vi.mock('./files', () => ({
  files: {
    './de.json': async () => ({ usages: { title: 'Verbräuche' } }),
    './pt-BR.json': async () => ({ usages: { title: 'Consumos' } }),
  },
}));

beforeEach(() => localStorage.clear());

async function startIn(...preferred: string[]) {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(preferred);
  await startLanguage();
  return document.documentElement.lang;
}

it('offers English and every file beside it', () => {
  expect(languages).toEqual(['en', 'de', 'pt-BR']);
});

it.each([
  [['de-CH', 'en-GB'], 'de'],
  [['fr', 'de', 'en'], 'de'],
  [['pt-BR'], 'pt-BR'],
  [['pt-PT'], 'en'],
  [['en-GB', 'de'], 'en'],
  [[], 'en'],
])('for a browser that prefers %j it is %s', async (preferred, code) => {
  expect(await startIn(...preferred)).toBe(code);
});

it('shows the texts of the file, and what it lacks in English', async () => {
  await startIn('de-CH');
  expect(i18next.t('usages.title')).toBe('Verbräuche');
  expect(i18next.t('emissions.title')).toBe('Emissions');
});

it("writes numbers as the reader's region does, where it speaks the language", async () => {
  await startIn('de-CH');
  expect(locale.get()).toBe('de-CH');
  expect(formatDecimal(decimal('1234.5'), locale.get())).toMatch(/^1['’]234\.5$/);
  await startIn('pt-PT', 'de');
  expect(locale.get()).toBe('de');
  expect(formatDecimal(decimal('1234.5'), locale.get())).toBe('1.234,5');
});

it('remembers what somebody chose, and nothing else', async () => {
  await startIn('en-GB', 'de');
  await speak('de', { remember: true });
  expect(document.documentElement.lang).toBe('de');
  expect(await startIn('en-GB')).toBe('de');
  await speak('en');
  expect(await startIn('en-GB')).toBe('de');
});

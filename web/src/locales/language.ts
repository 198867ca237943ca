import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { kept } from '../api/kept';
import { createStore } from '../api/store';
import en from './en.json';
import { files } from './files';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
    returnNull: false;
  }
}

const codeOf = (path: string) => path.slice(2, -'.json'.length);

/** The codes of all languages that there are. */
export const languages: readonly string[] = ['en', ...Object.keys(files).map(codeOf)];

const KEY = 'carbon-ledger-language';

function wanted(): string {
  const asked = [kept.get(KEY) ?? [], navigator.languages].flat();
  const known = asked.map((tag) => languages.find((code) => code === tag || code === tag.split('-')[0]));
  return known.find((code) => code !== undefined) ?? 'en';
}

/** How numbers and dates are written: as the reader's region does, where it speaks the language that is shown. */
export const locale = createStore('en');

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  });
  await speak(wanted());
}

/** Changes the language; remembered where somebody chose it. */
export async function speak(code: string, { remember = false } = {}): Promise<void> {
  const load = files[`./${code}.json`];
  if (load && !i18next.hasResourceBundle(code, 'translation')) {
    i18next.addResourceBundle(code, 'translation', await load());
  }
  if (remember) kept.set(KEY, code);
  await i18next.changeLanguage(code);
  document.documentElement.lang = code;
  document.documentElement.dir = i18next.dir(code);
  locale.set(navigator.languages.find((tag) => tag.split('-')[0] === code.split('-')[0]) ?? code);
}

import { createI18n } from 'vue-i18n';
import { locales, type Locale } from '@vigil/shared/contract';
import { en } from './en';
import type { Messages } from './merge';

const storageKey = 'vigil-locale';
/** English is always here, since it stands in for a missing word; other languages come when they are chosen. */
const loaders: Readonly<Record<Exclude<Locale, 'en'>, () => Promise<Messages>>> = {
  de: async () => (await import('./de')).de,
};

const loaded: Record<string, Messages> = { en };

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: loaded,
});

/** Speaks another language from now on, on this device also before sign-in. */
export async function setLocale(locale: Locale): Promise<void> {
  if (locale !== 'en' && !i18n.global.availableLocales.includes(locale)) {
    i18n.global.setLocaleMessage(locale, await loaders[locale]());
  }
  i18n.global.locale.value = locale;
  document.documentElement.lang = locale;
  try {
    localStorage.setItem(storageKey, locale);
  } catch {
    // Storage is blocked: the language lasts as long as the page.
  }
}

/** The language of the last visit, else the first one of the browser that we speak. */
export function preferredLocale(): Locale {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(storageKey);
  } catch {
    // Storage is blocked: the browser's languages decide.
  }
  const wanted = [kept ?? '', ...navigator.languages].map((tag) => tag.split('-')[0]);
  return wanted.map((tag) => locales.find((known) => known === tag)).find(Boolean) ?? 'en';
}

import { inject, type InjectionKey } from 'vue';
import type { Locale } from '@vigil/shared/contract';

/** How the app changes its language; it alone knows where the words are kept. */
export const chooseLocaleKey: InjectionKey<(locale: Locale) => Promise<void>> = Symbol('vigil-choose-locale');

/** Changes the language of this device, before or beside the choice that is kept with the person. */
export function useChosenLocale(): { choose: (locale: Locale) => Promise<void> } {
  return { choose: inject(chooseLocaleKey, () => Promise.resolve()) };
}

import {
  computed,
  inject,
  provide,
  toValue,
  type ComputedRef,
  type InjectionKey,
  type MaybeRefOrGetter,
} from 'vue';
import type { Look } from './skyline/forms';
import { englishUiWords, type UiWords } from './words';

/** What every component of the design system reads from the app around it. */
export interface UiContext {
  words: UiWords;
  /** BCP 47, for numbers and dates. */
  locale: string;
  /** IANA name, for dates. */
  timeZone: string;
  /** Looks of departments by id; one that is missing gets the look that follows from its id. */
  looks?: ReadonlyMap<string, Look>;
}

const key: InjectionKey<ComputedRef<UiContext>> = Symbol('vigil-ui');

const fallback = computed<UiContext>(() => ({
  words: englishUiWords,
  locale: 'en',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
}));

/** Called once, in the app's root component; a ref or getter keeps the language live. */
export function provideUi(context: MaybeRefOrGetter<UiContext>): void {
  provide(
    key,
    computed(() => toValue(context)),
  );
}

/** The context in force, in English where the app provides none. */
export function useUi(): ComputedRef<UiContext> {
  return inject(key, fallback);
}

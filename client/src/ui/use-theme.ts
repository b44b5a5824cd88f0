import { usePreferredDark } from '@vueuse/core';
import { computed, readonly, ref, watch, type ComputedRef, type Ref } from 'vue';

/** What a person chose; `system` follows the device. */
export type ThemeChoice = 'light' | 'dark' | 'system';

/** The name under which public/theme.js finds the choice before the first paint. */
export const themeStorageKey = 'vigil-theme';

const choice = ref<ThemeChoice>(stored());

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(themeStorageKey);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

function store(value: ThemeChoice): void {
  try {
    if (value === 'system') localStorage.removeItem(themeStorageKey);
    else localStorage.setItem(themeStorageKey, value);
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
}

watch(
  choice,
  (value) => {
    store(value);
    if (value === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = value;
  },
  { flush: 'sync' },
);

/** The one theme of the page: the choice, what it comes to now, and the way to change it. It is kept on this device. */
export function useTheme(): {
  choice: Readonly<Ref<ThemeChoice>>;
  isDark: ComputedRef<boolean>;
  choose: (next: ThemeChoice) => void;
} {
  const prefersDark = usePreferredDark();
  return {
    choice: readonly(choice),
    isDark: computed(() => (choice.value === 'system' ? prefersDark.value : choice.value === 'dark')),
    choose: (next) => {
      choice.value = next;
    },
  };
}

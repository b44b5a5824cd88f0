/** Nested texts, as vue-i18n takes them. */
export interface Messages {
  [key: string]: string | Messages;
}

/** One tree of the words of all features; two features may add to the same branch (`problem`), never to the same leaf. */
export function mergeMessages(parts: readonly Messages[]): Messages {
  const whole: Messages = {};
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) {
      const there = whole[key];
      if (there === undefined) whole[key] = value;
      else if (typeof there === 'object' && typeof value === 'object')
        whole[key] = mergeMessages([there, value]);
      else throw new Error(`The text "${key}" is given twice.`);
    }
  }
  return whole;
}

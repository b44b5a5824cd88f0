const scripts = [/\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Cyrillic}/u] as const;

/**
 * Whether a word mixes letters of Latin, Greek and Cyrillic, of which many look the same: "Pаul" with a Cyrillic "а" is
 * not "Paul". Nobody writes so by chance; words of different scripts side by side are common.
 */
export function mixesLookAlikes(text: string): boolean {
  return text
    .split(/[^\p{L}\p{M}]+/u)
    .some((word) => scripts.filter((script) => script.test(word)).length > 1);
}

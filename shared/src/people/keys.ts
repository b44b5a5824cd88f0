/**
 * Two spellings of one address are one person: compatibility-normalised (NFKC) and folded by simple case folding.
 * "ß" and "ss" stay two: mail servers tell them apart.
 */
export function emailKey(address: string): string {
  return folded(address).trim();
}

/** Two departments whose names differ only in case, width, or spaces are one. */
export function departmentKey(name: string): string {
  return folded(name).replace(/\s+/gu, ' ').trim();
}

/** Lower case makes a sigma at the end of a word another letter; folding must not look at neighbours. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
}

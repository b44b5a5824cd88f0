import { afterEach } from 'vitest';

// what Vue warns of is a mistake of ours, and no test passes with one
const said: string[] = [];
const warn = console.warn.bind(console);
console.warn = (...words: unknown[]) => {
  if (String(words[0]).startsWith('[Vue warn]')) said.push(words.map(String).join(' '));
  else warn(...words);
};
afterEach(() => {
  const [first] = said.splice(0);
  if (first !== undefined) throw new Error(first);
});

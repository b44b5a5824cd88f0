import { config } from '@vue/test-utils';
import { afterEach } from 'vitest';

// what Vue warns of is a mistake of ours, and no test passes with one
const said: string[] = [];
config.global.config.warnHandler = (words, _instance, trace) => void said.push(`${words}\n${trace}`);
afterEach(() => {
  const [first] = said.splice(0);
  if (first !== undefined) throw new Error(first);
});

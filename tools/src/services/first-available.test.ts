import { expect, it } from 'vitest';
import { firstAvailable } from './first-available.js';

it('takes the first way that yields something and does not try the rest', async () => {
  const tried: string[] = [];
  const way = (name: string, found: string | undefined) => ({
    name,
    take: () => {
      tried.push(name);
      return found;
    },
  });
  expect(await firstAvailable('thing', [way('a', undefined), way('b', 'here'), way('c', 'also here')])).toBe(
    'here',
  );
  expect(tried).toEqual(['a', 'b']);
});

it('goes on after a way that broke, and names every reason when nothing is left', async () => {
  const ways = [
    { name: 'download', take: () => Promise.reject(new Error('no network')) },
    { name: 'PATH', take: () => undefined },
  ];
  await expect(firstAvailable('Redis', ways)).rejects.toThrow(
    'There is no Redis, and nothing is skipped for want of it.\n  download: no network\n  PATH: not there',
  );
});

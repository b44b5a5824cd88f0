import { expect, it } from 'vitest';
import { Patience, RedisSilent } from './patience.js';

it('gives up what is not answered, and asks nothing more until it is', async () => {
  const patience = new Patience(20);
  let answer: (said: string) => void = () => undefined;
  const late = new Promise<string>((resolve) => (answer = resolve));
  await expect(patience.ask(() => late)).rejects.toThrow(RedisSilent);
  let asked = 0;
  const another = () => Promise.resolve(++asked);
  await expect(patience.ask(another)).rejects.toThrow(RedisSilent);
  expect(asked).toBe(0);
  answer('PONG');
  await late;
  expect(await patience.ask(another)).toBe(1);
});

it('lets a refusal through as it is, and asks on after it', async () => {
  const patience = new Patience();
  const refusal = new Error('WRONGTYPE');
  await expect(patience.ask(() => Promise.reject(refusal))).rejects.toBe(refusal);
  expect(await patience.ask(() => Promise.resolve('PONG'))).toBe('PONG');
});

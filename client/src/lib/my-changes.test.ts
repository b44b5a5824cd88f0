import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeServer } from './fake-server.test-kit';
import { onMyChanges } from './my-changes';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('renews what changed, and all that may have changed while nobody listened, until it is ended', () => {
  const server = fakeServer();
  const renew = vi.fn();
  const stop = onMyChanges(server.connection, ['points', 'reward'], renew);
  server.tell('me:changed', { what: 'reward' });
  server.tell('me:changed', { what: 'note' });
  expect(renew).toHaveBeenCalledTimes(1);
  // words were lost between servers
  server.tell('me:changed', { what: 'unheard' });
  vi.runAllTimers();
  expect(renew).toHaveBeenCalledTimes(2);

  server.state.value = 'reconnecting';
  vi.runAllTimers();
  expect(renew).toHaveBeenCalledTimes(2);
  server.state.value = 'live';
  vi.runAllTimers();
  expect(renew).toHaveBeenCalledTimes(3);

  stop();
  server.tell('me:changed', { what: 'points' });
  server.state.value = 'offline';
  server.state.value = 'live';
  vi.runAllTimers();
  expect(renew).toHaveBeenCalledTimes(3);
});

import { expect, it, vi } from 'vitest';
import { fakeServer } from './fake-server.test-kit';
import { onMyChanges } from './my-changes';

it('renews what changed, and all that may have changed while nobody listened, until it is ended', () => {
  const server = fakeServer();
  const renew = vi.fn();
  const stop = onMyChanges(server.connection, ['points', 'reward'], renew);
  server.tell('me:changed', { what: 'reward' });
  server.tell('me:changed', { what: 'note' });
  expect(renew).toHaveBeenCalledTimes(1);

  server.state.value = 'reconnecting';
  expect(renew).toHaveBeenCalledTimes(1);
  server.state.value = 'live';
  expect(renew).toHaveBeenCalledTimes(2);

  stop();
  server.tell('me:changed', { what: 'points' });
  server.state.value = 'offline';
  server.state.value = 'live';
  expect(renew).toHaveBeenCalledTimes(2);
});

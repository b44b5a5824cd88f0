import { tooManySockets } from '@vigil/shared/leaderboards';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ref } from 'vue';
import { createConnection, openSocket } from './socket';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** The page's own socket, whose wire never opens: what comes over it is said here. */
function page() {
  const socket = openSocket('display');
  const asked = vi.spyOn(socket, 'connect').mockImplementation(() => socket);
  const connection = createConnection(socket, ref(true));
  connection.connect();
  const refused = (why: string) =>
    socket.listeners('connect_error').forEach((listener) => listener(new Error(why)));
  return { connection, asked, refused };
}

it('says where there is no room for another page, and waits longer before it asks again (C9)', () => {
  const { connection, asked, refused } = page();
  refused(tooManySockets);
  expect(connection.state.value).toBe('crowded');
  vi.advanceTimersByTime(14_000);
  expect(asked).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(4_000);
  expect(asked).toHaveBeenCalledTimes(2);
});

it('comes back soon after any other refusal', () => {
  const { connection, asked, refused } = page();
  refused('server error');
  expect(connection.state.value).toBe('reconnecting');
  vi.advanceTimersByTime(3_000);
  expect(asked).toHaveBeenCalledTimes(2);
});

import type { Duplex } from 'node:stream';

/**
 * Lets an engine take over a connection, and takes away what would keep the request of the handshake for as long as the
 * connection is open: the unnamed listener by which the engine tells its middlewares that a client has gone. There are
 * none.
 */
export function withoutRequest(connection: Duplex, takeOver: () => void): void {
  const added: ((...args: unknown[]) => void)[] = [];
  const note = (event: string, listener: (...args: unknown[]) => void) => {
    if (event === 'close' && listener.name === '') added.push(listener);
  };
  connection.on('newListener', note);
  takeOver();
  connection.off('newListener', note);
  for (const listener of added) connection.off('close', listener);
}

import type { ServerToClientEvents } from '@vigil/shared/leaderboards';
import type { EventName, Message } from './realtime.types.js';

/** The message as socket.io types what it sends. */
export function parametersOf<E extends EventName>(message: Message<E>): Parameters<ServerToClientEvents[E]> {
  return [message] as Parameters<ServerToClientEvents[E]>;
}

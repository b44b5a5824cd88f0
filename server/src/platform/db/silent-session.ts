/** Above what a busy process pauses for, and soon enough for another one to take over. */
const silentSeconds = 10;

/**
 * Statement after which PostgreSQL ends the session, and with it every lock of it, once nothing has come over it for a
 * while: a process that is paused, or whose machine or link is gone, does not hold back the others.
 */
export const forgetWhenSilent = `SET idle_session_timeout = '${silentSeconds}s'`;

/** Takes the effect of {@link forgetWhenSilent} back, for a session that goes on to serve others. */
export const keepWhenSilent = 'RESET idle_session_timeout';

/** Statement that only says that its sender lives. */
export const stillHere = 'SELECT 1';

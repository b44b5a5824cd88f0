import { Client, type ClientConfig } from 'pg';

/**
 * A connection whose end is never unheard. PostgreSQL may say that it goes while nobody asks it anything: between two
 * statements, or in one breath with its welcome, before whoever waited for the connection has it. Node ends a process
 * over an error that nobody listens for. Nothing is lost by it: the next statement on such a connection fails, and a
 * pool gives it to nobody else.
 */
export class HeardClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

import { Injectable, Optional } from '@nestjs/common';
import pg, { type Pool, type PoolClient } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { Reserve } from './reserve.js';

/** Runs SQL; rows come back as plain objects, also those of `UPDATE … RETURNING`. */
export interface Sql {
  /** @param name makes it a prepared statement, planned once a connection: for the hot path; one text has one name */
  query<Row extends object = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
    name?: string,
  ): Promise<Row[]>;
}

/**
 * SQL inside one transaction. Stores that write take it as their first argument. Statements that are issued without
 * waiting for each other travel to PostgreSQL in one flight and run in the order in which they were issued.
 */
export interface Tx extends Sql {
  /** Issues a statement whose result nobody needs. It has run before the commit; if it fails, the transaction fails. */
  write(text: string, params?: readonly unknown[], name?: string): void;
  /** Runs once the transaction has committed, never when it rolls back. */
  afterCommit(effect: () => void): void;
}

/** Conflicts that PostgreSQL resolves by asking for another try. */
const retryable = new Set(['40001', '40P01']);
const alreadyFailed = '25P02';

/** The application's door to PostgreSQL. */
@Injectable()
export class Database implements Sql {
  constructor(
    private readonly source: DataSource,
    @Optional() private readonly reserve?: Reserve,
  ) {}

  async query<Row extends object>(
    text: string,
    params: readonly unknown[] = [],
    name?: string,
  ): Promise<Row[]> {
    const result = await this.pool.query<Row>({ text, values: [...params], name });
    return result.rows;
  }

  /** Lends one connection for statements that are issued without waiting for each other: they travel in one flight. */
  async together<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    const issued: Promise<unknown>[] = [];
    const flight = new Flight(client);
    try {
      return await work({
        query: async <Row extends object>(text: string, params: readonly unknown[] = [], name?: string) => {
          const answer = flight.issue<Row>({ text, values: [...params], name });
          issued.push(answer);
          return (await answer).rows;
        },
      });
    } finally {
      // nobody gets a connection that still answers somebody else
      await Promise.allSettled(issued);
      client.release();
    }
  }

  /**
   * Runs `work` in one transaction. Deadlocks and serialisation conflicts are tried again, up to `tries` times,
   * so `work` must have no effects outside the transaction but through `afterCommit`.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T> | T, tries = 5): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= tries || !retryable.has(codeOf(error))) throw error;
        // jitter parts the rivals
        await pause(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  private async once<T>(work: (tx: Tx) => Promise<T> | T): Promise<T> {
    const client = await this.pool.connect();
    const open = new OpenTransaction(client);
    let broken: Error | undefined;
    try {
      const result = await work(open);
      await open.commit();
      return result;
    } catch (error) {
      // a connection that cannot even roll back is not given to anybody else
      await open
        .rollback()
        .catch((failure: unknown) => (broken = failure instanceof Error ? failure : new Error('rollback')));
      throw open.causeOf(error);
    } finally {
      client.release(broken);
    }
  }

  private get pool(): Pool {
    const usual = (this.source.driver as PostgresDriver).master as Pool;
    return this.reserve?.besides(usual) ?? usual;
  }
}

/** A pipelined connection: what is issued in one turn is sent at once, and answered in order. */
class Flight {
  private gathering = false;

  constructor(private readonly client: PoolClient) {}

  issue<Row extends object>(query: pg.QueryConfig | string): Promise<pg.QueryResult<Row>> {
    this.gather();
    return this.client.query<Row>(query);
  }

  /** Holds the stream back until the end of the turn: one write to the socket for a whole flight of statements. */
  private gather(): void {
    if (this.gathering || !(this.client instanceof pg.Client)) return;
    const { stream } = this.client.connection;
    this.gathering = true;
    stream.cork();
    process.nextTick(() => {
      this.gathering = false;
      stream.uncork();
    });
  }
}

/** A transaction in flights of statements. */
class OpenTransaction implements Tx {
  private readonly unread: Promise<unknown>[] = [];
  private readonly effects: (() => void)[] = [];
  private readonly flight: Flight;
  private over = false;
  /** What the first statement failed of that nobody waited for. */
  private failure: unknown;

  constructor(client: PoolClient) {
    this.flight = new Flight(client);
    this.later(this.issue('BEGIN'));
  }

  async query<Row extends object>(
    text: string,
    params: readonly unknown[] = [],
    name?: string,
  ): Promise<Row[]> {
    const result = await this.issue<Row>({ text, values: [...params], name });
    return result.rows;
  }

  write(text: string, params: readonly unknown[] = [], name?: string): void {
    this.later(this.issue({ text, values: [...params], name }));
  }

  afterCommit(effect: () => void): void {
    this.effects.push(effect);
  }

  async commit(): Promise<void> {
    const committed = this.issue('COMMIT');
    committed.catch(() => undefined);
    await Promise.all(this.unread);
    const { command } = await committed;
    this.over = true;
    // PostgreSQL answers the COMMIT of a broken transaction with a rollback
    if (command !== 'COMMIT') throw new Error('the transaction had failed before its commit');
    for (const effect of this.effects) effect();
  }

  async rollback(): Promise<void> {
    if (this.over) return;
    await Promise.allSettled(this.unread);
    await this.issue('ROLLBACK');
  }

  /** After a failure PostgreSQL says of every later statement only that there was one; what to do follows from the first. */
  causeOf(error: unknown): unknown {
    return codeOf(error) === alreadyFailed ? (this.failure ?? error) : error;
  }

  private issue<Row extends object>(query: pg.QueryConfig | string): Promise<pg.QueryResult<Row>> {
    return this.flight.issue<Row>(query);
  }

  private later(answer: Promise<unknown>): void {
    // looked at before the commit; until then a failure must not count as unhandled
    answer.catch((error: unknown) => (this.failure ??= error));
    this.unread.push(answer);
  }
}

/** SQLSTATE or system error code of a database error; empty when it has none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/**
 * True when PostgreSQL could not be reached, went away, or could not do it in time or in peace (a conflict that no try
 * resolved, a lock or a statement that took too long): worth another try later, never the caller's fault.
 */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (retryable.has(code) || /^(08|57P0|57014|55P03|25P0[34]|53)/.test(code)) return true;
  if (/^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT)$/.test(code)) return true;
  // the socket of a PostgreSQL that is not there; any other missing file is somebody's mistake
  if (code === 'ENOENT') return error instanceof Error && 'syscall' in error && error.syscall === 'connect';
  return error instanceof Error && unreachable.test(error.message);
}

const unreachable =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

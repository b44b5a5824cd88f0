import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';

/** Runs SQL; rows come back as plain objects, also those of `UPDATE … RETURNING`. */
export interface Sql {
  query<Row extends object = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
  ): Promise<Row[]>;
}

/** SQL inside one transaction. Stores that write take it as their first argument. */
export interface Tx extends Sql {
  /** Runs once the transaction has committed, never when it rolls back. */
  afterCommit(effect: () => void): void;
}

/** Conflicts that PostgreSQL resolves by asking for another try. */
const retryable = new Set(['40001', '40P01']);

/** The application's door to PostgreSQL. */
@Injectable()
export class Database implements Sql {
  constructor(private readonly source: DataSource) {}

  async query<Row extends object>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
    const runner = this.source.createQueryRunner();
    try {
      return await rows<Row>(runner, text, params);
    } finally {
      await runner.release();
    }
  }

  /**
   * Runs `work` in one transaction. Deadlocks and serialisation conflicts are tried again, up to `tries` times,
   * so `work` must have no effects outside the transaction but through `afterCommit`.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>, tries = 5): Promise<T> {
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

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    const effects: (() => void)[] = [];
    try {
      await runner.startTransaction();
      const result = await work({
        query: (text, params = []) => rows(runner, text, params),
        afterCommit: (effect) => effects.push(effect),
      });
      await runner.commitTransaction();
      for (const effect of effects) effect();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

async function rows<Row extends object>(
  runner: QueryRunner,
  text: string,
  params: readonly unknown[],
): Promise<Row[]> {
  const result = await runner.query(text, [...params], true);
  return result.records as Row[];
}

/** SQLSTATE or system error code of a database error; empty when it has none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** True when PostgreSQL could not be reached or went away: worth another try later, never the caller's fault. */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|57P0|53)/.test(code) || /^E(CONNREFUSED|CONNRESET|PIPE|NOENT|TIMEDOUT)$/.test(code)) return true;
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    )
  );
}

import { Injectable } from '@nestjs/common';
import { Database, isUnavailable, type Sql, type Tx } from '../db/database.js';
import { Log } from '../logging/log.js';

/**
 * SQL: no transaction is left that began before the line and may still write, so whoever reads what was recorded before
 * it reads the same from now on, and always.
 *
 * @param line the column that holds the line, with its table's alias
 */
export const nobodyIsBehind = (line: string): string => `NOT EXISTS (SELECT FROM pg_stat_activity a
  WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.xact_start < ${line})`;

/** Things of one kind that end at a time and close once, each by what was recorded before a line in time. */
export interface ClosingKind<Row> {
  /** What they are, for the log. */
  readonly what: string;
  idOf(row: Row): string;
  /** Draws the line of those that ended long enough ago, once each. */
  drawLines(sql: Sql): Promise<void>;
  /** One whose line is drawn and behind whom nobody is left, locked; null when there is none that nobody works on. */
  lockEnding(tx: Tx, except: readonly string[]): Promise<Row | null>;
  /** Does all that the close brings, in its one transaction. @returns false when it was closed before */
  finish(tx: Tx, row: Row): Promise<boolean>;
}

/** The one way in which things close, whoever tries and however often somebody dies in the middle. */
@Injectable()
export class Closing {
  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  /**
   * Closes what is due. First a line is drawn, once, in a transaction of its own: only what is recorded before it counts.
   * When nobody is left who began before the line, whoever counts finds the same: a server that dies in between changes
   * nothing. All that a close brings is one transaction, under the lock of what closes. @returns how many closed
   */
  async close<Row>(kind: ClosingKind<Row>): Promise<number> {
    await kind.drawLines(this.database);
    const stuck: string[] = [];
    for (let closed = 0; ;) {
      const found: { id?: string } = {};
      try {
        const more = await this.database.transaction(async (tx) => {
          const row = await kind.lockEnding(tx, stuck);
          if (row === null) return false;
          found.id = kind.idOf(row);
          return kind.finish(tx, row);
        });
        if (!more) return closed;
        closed++;
      } catch (error) {
        if (found.id === undefined || isUnavailable(error)) throw error;
        this.log.error(`a ${kind.what} could not be closed`, { [`${kind.what}Id`]: found.id, error });
        stuck.push(found.id);
      }
    }
  }
}

import { Injectable } from '@nestjs/common';
import type { Sql, Tx } from '../../platform/db/database.js';

/** A screen that was away for longer has to be opened by its link again. */
const awayMs = 30 * 86_400_000;
const seenEveryMs = 60_000;
/** Seen within this time: open now. Screens are looked at more often than once a minute. */
const openMs = 180_000;
/** Of one link; who opens another one takes the place of the screen that was away longest. */
const mostScreens = 50;

export interface DisplayRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly screens: number;
  readonly lastSeenAt: Date | null;
}
export interface ScreenRow {
  readonly id: string;
  readonly displayId: string;
}

/** Rows of `display` and `display_screen`: hashes of tokens, never a token. */
@Injectable()
export class DisplaysStore {
  /** Those that were not revoked, by name. */
  async list(sql: Sql, now: Date, only: string | null = null): Promise<DisplayRow[]> {
    return sql.query<DisplayRow>(
      `SELECT d.id, d.name, d.created_at AS "createdAt", max(s.last_seen_at) AS "lastSeenAt",
         (count(*) FILTER (WHERE s.last_seen_at > $1::timestamptz - $3 * interval '1 ms'))::int AS screens
       FROM display d LEFT JOIN display_screen s ON s.display_id = d.id
       WHERE d.revoked_at IS NULL AND ($2::uuid IS NULL OR d.id = $2)
       GROUP BY d.id ORDER BY lower(d.name), d.id`,
      [now, only, openMs],
    );
  }

  async add(tx: Tx, name: string, linkHash: Buffer, now: Date): Promise<string> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO display (name, link_hash, created_at) VALUES ($1, $2, $3) RETURNING id`,
      [name, linkHash, now],
    );
    if (row === undefined) throw new Error('a display was not written');
    return row.id;
  }

  /** @returns its name; null where there is none to revoke */
  async revoke(tx: Tx, id: string, now: Date): Promise<string | null> {
    const [row] = await tx.query<{ name: string }>(
      `UPDATE display SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING name`,
      [id, now],
    );
    if (row !== undefined) tx.write(`DELETE FROM display_screen WHERE display_id = $1`, [id]);
    return row?.name ?? null;
  }

  /** The display that a link opens, locked: it is opened by one browser after the other, and not while it is revoked. */
  async lockByLink(tx: Tx, linkHash: Buffer): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT id FROM display WHERE link_hash = $1 AND revoked_at IS NULL FOR UPDATE`,
      [linkHash],
    );
    return row?.id ?? null;
  }

  addScreen(tx: Tx, displayId: string, cookieHash: Buffer, now: Date): void {
    tx.write(
      `DELETE FROM display_screen WHERE display_id = $1 AND id NOT IN (
         SELECT id FROM display_screen WHERE display_id = $1 AND last_seen_at > $2::timestamptz - $3 * interval '1 ms'
         ORDER BY last_seen_at DESC, id LIMIT $4)`,
      [displayId, now, awayMs, mostScreens - 1],
    );
    tx.write(`INSERT INTO display_screen (display_id, cookie_hash, last_seen_at) VALUES ($1, $2, $3)`, [
      displayId,
      cookieHash,
      now,
    ]);
  }

  removeScreen(tx: Tx, id: string): void {
    tx.write(`DELETE FROM display_screen WHERE id = $1`, [id]);
  }

  /** The screen behind a cookie, if it and its link live; notes at most once a minute that it was seen. */
  async find(sql: Sql, cookieHash: Buffer, now: Date): Promise<ScreenRow | null> {
    const [found] = await sql.query<ScreenRow & { lastSeenAt: Date }>(
      `SELECT s.id, s.display_id AS "displayId", s.last_seen_at AS "lastSeenAt"
       FROM display_screen s JOIN display d ON d.id = s.display_id
       WHERE s.cookie_hash = $1 AND d.revoked_at IS NULL AND s.last_seen_at > $2::timestamptz - $3 * interval '1 ms'`,
      [cookieHash, now, awayMs],
    );
    if (found === undefined) return null;
    const { lastSeenAt, ...screen } = found;
    if (now.getTime() - lastSeenAt.getTime() >= seenEveryMs)
      await sql.query(`UPDATE display_screen SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2`, [
        screen.id,
        now,
      ]);
    return screen;
  }
}

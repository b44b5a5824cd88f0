import { Injectable } from '@nestjs/common';
import { emailKey } from '@vigil/shared/people';
import { columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';
import type { StatedFact } from './stated-fact.js';

export interface ParkedAddressRow {
  readonly id: string;
  readonly sourceId: string;
  readonly emailKey: string;
  readonly address: string;
  /** Facts that wait, and campaigns of which something does: how many events would tell what the person did. */
  readonly facts: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** What was kept of a parked fact. */
export interface ParkedFact {
  readonly sourceId: string;
  readonly naturalKey: string;
  readonly bodyHash: Buffer;
  readonly body: { kind: string; occurredAtMs: number; object: string | null; about: string | null };
}

const waiting = `(SELECT count(*)::int FROM parked_behaviour b WHERE b.parked_address_id = p.id)
  + (SELECT count(DISTINCT c.id)::int FROM simulation_event e JOIN campaign c ON c.id = e.campaign_id
     WHERE e.email_key = p.email_key AND e.member_id IS NULL AND c.source_id = p.source_id)`;
const shape = `id, source_id AS "sourceId", email_key AS "emailKey", address, facts, first_at AS "firstAt", last_at AS "lastAt"`;

/** Rows of `parked_address` and `parked_behaviour`: facts that wait until somebody says who is meant. */
@Injectable()
export class ParkedStore {
  /** Notes that something of these addresses waits. @returns ids by the key of the address */
  async address(tx: Tx, sourceId: string, addresses: readonly string[]): Promise<Map<string, string>> {
    const byKey = new Map(addresses.map((address) => [emailKey(address), address]));
    const keys = [...byKey.keys()].sort();
    const rows = await tx.query<{ id: string; key: string }>(
      `INSERT INTO parked_address (source_id, email_key, address)
       SELECT $1, * FROM unnest($2::text[], $3::text[])
       ON CONFLICT (source_id, email_key) DO UPDATE SET last_at = now() RETURNING id, email_key AS key`,
      [sourceId, keys, keys.map((key) => byKey.get(key))],
    );
    return new Map(rows.map((row) => [row.key, row.id]));
  }

  /** Parks facts of addresses; a key that is parked already stays as it is. */
  async park(tx: Tx, sourceId: string, facts: readonly StatedFact[]): Promise<void> {
    if (facts.length === 0) return;
    const ids = await this.address(
      tx,
      sourceId,
      facts.map((f) => f.address ?? ''),
    );
    const rows = facts.map((f) => ({
      addressId: ids.get(emailKey(f.address ?? '')) ?? '',
      naturalKey: f.naturalKey,
      bodyHash: f.bodyHash,
      body: { kind: f.kind, occurredAtMs: f.occurredAtMs, object: f.object, about: f.about },
    }));
    rows.sort((a, b) => (a.naturalKey < b.naturalKey ? -1 : 1));
    await tx.query(
      `INSERT INTO parked_behaviour (parked_address_id, source_id, natural_key, body_hash, body)
       SELECT address_id, $1, natural_key, body_hash, body
       FROM unnest($2::uuid[], $3::text[], $4::bytea[], $5::jsonb[]) AS f (address_id, natural_key, body_hash, body)
       ON CONFLICT (source_id, natural_key) DO NOTHING`,
      [sourceId, ...columns(rows, 'addressId', 'naturalKey', 'bodyHash', 'body')],
    );
  }

  /** Hashes of the facts that are parked under the keys. */
  async hashes(
    sql: Sql,
    keys: readonly { readonly sourceId: string; readonly naturalKey: string }[],
  ): Promise<Map<string, Buffer>> {
    const rows = await sql.query<{ sourceId: string; naturalKey: string; bodyHash: Buffer }>(
      `SELECT b.source_id AS "sourceId", b.natural_key AS "naturalKey", b.body_hash AS "bodyHash"
       FROM unnest($1::uuid[], $2::text[]) AS asked (source_id, natural_key) JOIN parked_behaviour b USING (source_id, natural_key)`,
      columns(keys, 'sourceId', 'naturalKey'),
      'parked-hashes',
    );
    return new Map(rows.map((row) => [`${row.sourceId} ${row.naturalKey}`, row.bodyHash]));
  }

  /** Takes the waiting facts of an address; they are the caller's to record. */
  async take(tx: Tx, addressId: string): Promise<ParkedFact[]> {
    return tx.query<ParkedFact>(
      `DELETE FROM parked_behaviour WHERE parked_address_id = $1
       RETURNING source_id AS "sourceId", natural_key AS "naturalKey", body_hash AS "bodyHash", body`,
      [addressId],
    );
  }

  /** Addresses for which something waits, in the order of ids. */
  async page(sql: Sql, afterId: string | null, limit: number): Promise<ParkedAddressRow[]> {
    return sql.query<ParkedAddressRow>(
      `SELECT ${shape} FROM (SELECT p.*, ${waiting} AS facts FROM parked_address p WHERE $1::uuid IS NULL OR p.id > $1) p
       WHERE facts > 0 ORDER BY id LIMIT $2`,
      [afterId, limit],
    );
  }

  /** Everything parked under the same address as this one, whatever the source. */
  async sameAddress(sql: Sql, id: string): Promise<ParkedAddressRow[]> {
    return sql.query<ParkedAddressRow>(
      `SELECT ${shape} FROM (SELECT p.*, ${waiting} AS facts FROM parked_address p
         WHERE p.email_key = (SELECT email_key FROM parked_address WHERE id = $1)) p ORDER BY id`,
      [id],
    );
  }
}

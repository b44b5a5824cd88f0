import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../../test/app.js';
import { makeBusy } from '../../../../test/busy-installation.js';
import { Database, type Tx } from '../../../platform/db/database.js';
import { sealChecks } from '../../../verify/seal-checks.js';
import { createLog } from '../../../platform/logging/log.js';
import { LedgerBlocksStore } from './ledger-blocks.store.js';
import { LedgerSealer } from './ledger-sealer.js';

let server: TestApp;
let sql: Database;
let sealer: LedgerSealer;
beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
  sealer = server.app.get(LedgerSealer);
  await makeBusy(server, sql);
});
afterAll(() => server.stop());

const copied = `member_id, department_id, kind, part, points, coins, quiet, about, source_id, occurred_at, cap_day, cap_week,
  counts_week, counts_month, counts_season, revision, explanation`;
/** Appends a copy of some entry, the way the ledger is written: the database numbers it. */
async function append(tx: Tx | Database): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO points_entry (${copied}) SELECT ${copied} FROM points_entry WHERE reverses_id IS NULL LIMIT 1 RETURNING id`,
  );
  return row?.id ?? '';
}
async function sealedIds(): Promise<string[]> {
  const blocks = await sql.query<{ ids: string[] }>(
    'SELECT entry_ids AS ids FROM ledger_block ORDER BY number',
  );
  return blocks.flatMap((block) => block.ids);
}
async function faults(): Promise<string[]> {
  return (await Promise.all(sealChecks(server.config.secretKey).map((check) => check.run(sql)))).flat();
}
async function sealAll(): Promise<void> {
  const [newest] = await sql.query<{ id: string }>('SELECT max(id) AS id FROM points_entry');
  await expect
    .poll(async () => {
      await sealer.round();
      return (await sealedIds()).includes(newest?.id ?? '');
    })
    .toBe(true);
}

it('waits for whoever drew a number and has not committed, and skips nobody', async () => {
  await sealAll();
  const before = await sealedIds();
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let late = '';
  let drawn: () => void = () => undefined;
  const hasDrawn = new Promise<void>((resolve) => (drawn = resolve));
  const slow = sql.transaction(async (tx) => {
    late = await append(tx);
    drawn();
    await held;
  });
  await hasDrawn;
  const early = await append(sql);
  expect(BigInt(early)).toBeGreaterThan(BigInt(late));
  // however often it looks: what lies above an open number stays open
  for (let i = 0; i < 3; i++) expect(await sealer.round()).toBe(0);
  expect(await sealedIds()).toEqual(before);
  letGo();
  await slow;
  await sealAll();
  expect(await sealedIds()).toEqual([...before, late, early]);
  expect(await faults()).toEqual([]);
});

it('waits for whoever has only drawn a number ahead of writing', async () => {
  await sealAll();
  const { before, id } = await sql.transaction(async (tx) => {
    const [row] = await tx.query<{ id: string }>(`SELECT nextval('points_entry_id_seq') AS id`);
    await append(sql);
    expect(await sealer.round()).toBe(0);
    const sealed = await sealedIds();
    await tx.query(
      `INSERT INTO points_entry (id, ${copied}) SELECT $1, ${copied} FROM points_entry WHERE reverses_id IS NULL LIMIT 1`,
      [row?.id],
    );
    return { before: sealed, id: row?.id ?? '' };
  });
  await sealAll();
  expect((await sealedIds()).slice(before.length)[0]).toBe(id);
  expect(await faults()).toEqual([]);
});

it('loses and doubles nothing while many write and two seal', async () => {
  const writers = Array.from({ length: 8 }, async () => {
    for (let i = 0; i < 20; i++)
      await sql.transaction(async (tx) => {
        await append(tx);
        if (i % 5 === 0) await tx.query(`SELECT nextval('points_entry_id_seq')`);
      });
  });
  const rival = new LedgerSealer(sql, server.app.get(LedgerBlocksStore), createLog('silent'), server.config);
  const all = Promise.all(writers).then(() => true);
  for (let done = false; !done;) {
    await Promise.all([sealer.round(), rival.round()]);
    done = await Promise.race([all, new Promise<false>((resolve) => setImmediate(() => resolve(false)))]);
  }
  await sealAll();
  const ids = (await sql.query<{ id: string }>('SELECT id FROM points_entry ORDER BY id')).map((r) => r.id);
  expect(await sealedIds()).toEqual(ids);
  expect(await faults()).toEqual([]);
});

it('needs the key of the installation: with another one no block is ours', async () => {
  await sealAll();
  const [chain] = sealChecks('f'.repeat(64));
  expect((await chain?.run(sql))?.[0]).toBe('block 1: its seal is not ours');
});

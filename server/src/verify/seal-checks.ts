import type { Sql } from '../platform/db/database.js';
import { noSeal, sealKeyOf, sealOf } from '../features/points/seal/block-seal.js';
import { LedgerBlocksStore, type SealedBlock } from '../features/points/seal/ledger-blocks.store.js';
import type { Check } from './check.js';

const mostTold = 20;
const beforeAll = '-9223372036854775808';
const store = new LedgerBlocksStore();

/** What the sealed ledger promises, to whoever holds the installation's key. */
export function sealChecks(secretKey: string): readonly Check[] {
  const key = sealKeyOf(secretKey);
  return [
    {
      name: 'L9',
      law: 'the chain of sealed blocks is whole',
      run: (sql) => overBlocks(sql, (block, before) => Promise.resolve(faultOf(key, block, before))),
    },
    {
      name: 'L9',
      law: 'every sealed entry stands as it was sealed, and none was added',
      run: (sql) => overBlocks(sql, (block, before) => differences(sql, block, before)),
    },
    {
      name: 'L9',
      law: 'no entry waits longer than an hour for its seal',
      run: async (sql) => {
        const rows = await sql.query<{ id: string }>(
          `SELECT id FROM points_entry WHERE id > (SELECT coalesce(max(last_id), 0) FROM ledger_block)
             AND recorded_at < now() - interval '1 hour' ORDER BY id LIMIT ${mostTold}`,
        );
        return rows.map(({ id }) => `entry ${id} is not sealed`);
      },
    },
  ];
}

async function overBlocks(
  sql: Sql,
  look: (block: SealedBlock, before: SealedBlock | null) => Promise<readonly string[]>,
): Promise<string[]> {
  const found: string[] = [];
  let before: SealedBlock | null = null;
  for (;;) {
    const blocks: SealedBlock[] = await store.page(sql, before?.number ?? '0', 50);
    for (const block of blocks) {
      found.push(...(await look(block, before)));
      if (found.length >= mostTold) return found.slice(0, mostTold);
      before = block;
    }
    if (blocks.length === 0) return found;
  }
}

function faultOf(key: Buffer, block: SealedBlock, before: SealedBlock | null): string[] {
  const follows =
    BigInt(block.number) === BigInt(before?.number ?? 0) + 1n && block.afterId === (before?.lastId ?? '0');
  if (!follows) return [`block ${block.number}: a block before it is gone`];
  const isRight = sealOf(key, before?.seal ?? noSeal, block).equals(block.seal);
  return isRight ? [] : [`block ${block.number}: its seal is not ours`];
}

async function differences(sql: Sql, block: SealedBlock, before: SealedBlock | null): Promise<string[]> {
  const sealed = new Map(
    block.entryIds.map((id, i) => [id, block.digests.subarray(32 * i, 32 * i + 32)] as const),
  );
  const found: string[] = [];
  for (const { id, digest } of await store.digests(sql, before?.lastId ?? beforeAll, block.lastId, null)) {
    const was = sealed.get(id);
    if (was === undefined) found.push(`entry ${id} was put in after block ${block.number} was sealed`);
    else if (!was.equals(digest))
      found.push(`entry ${id} was changed after block ${block.number} was sealed`);
    sealed.delete(id);
  }
  return [...found, ...[...sealed.keys()].map((id) => `entry ${id} of block ${block.number} is gone`)];
}

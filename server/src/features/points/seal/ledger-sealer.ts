import { Inject, Injectable } from '@nestjs/common';
import { RUNNING_CONFIG, type RunningConfig } from '../../../platform/config/config.js';
import { Database, type Tx } from '../../../platform/db/database.js';
import { Log } from '../../../platform/logging/log.js';
import { noSeal, sealKeyOf, sealOf } from './block-seal.js';
import { digestForm } from './entry-digest.js';
import { LedgerBlocksStore } from './ledger-blocks.store.js';

const mostPerBlock = 1_000;

/** A number up to which every entry will be there once these transactions are over. */
interface Horizon {
  readonly lastId: string;
  readonly awaited: ReadonlySet<string>;
}

/**
 * Seals the ledger in blocks, away from the path of awards: nothing is written there, and no index is needed. Numbers
 * become visible out of order, so a block ends at a number that was drawn before a moment at which everybody who was
 * drawing has since finished: no entry can appear below it any more.
 */
@Injectable()
export class LedgerSealer {
  private readonly key: Buffer;
  private horizon: Horizon | null = null;

  constructor(
    private readonly database: Database,
    private readonly store: LedgerBlocksStore,
    private readonly log: Log,
    @Inject(RUNNING_CONFIG) config: RunningConfig,
  ) {
    this.key = sealKeyOf(config.secretKey);
  }

  /** Seals what is certain by now, and notes what will be. @returns how many entries were sealed */
  async round(): Promise<number> {
    this.horizon ??= await this.look();
    if (this.horizon === null || !(await this.isOver(this.horizon))) return 0;
    const { lastId } = this.horizon;
    this.horizon = null;
    let sealed = 0;
    for (;;) {
      const one = await this.database.transaction((tx) => this.block(tx, lastId));
      sealed += one;
      if (one < mostPerBlock) return sealed;
    }
  }

  /** First the number, then who is drawing: whoever drew up to it is over, or is among them. */
  private async look(): Promise<Horizon | null> {
    const lastId = await this.store.lastDrawn(this.database);
    return lastId === null ? null : { lastId, awaited: await this.store.drawing(this.database) };
  }

  private async isOver({ awaited }: Horizon): Promise<boolean> {
    if (awaited.size === 0) return true;
    const still = await this.store.drawing(this.database);
    return [...awaited].every((id) => !still.has(id));
  }

  private async block(tx: Tx, untilId: string): Promise<number> {
    if (!(await this.store.take(tx))) return 0;
    const before = await this.store.newest(tx);
    const afterId = before?.lastId ?? '0';
    const entries = await this.store.digests(tx, afterId, untilId, mostPerBlock);
    if (entries.length === 0) return 0;
    const block = {
      number: String(BigInt(before?.number ?? 0) + 1n),
      form: digestForm,
      afterId,
      lastId: entries.length < mostPerBlock ? untilId : (entries.at(-1)?.id ?? untilId),
      entryIds: entries.map((e) => e.id),
      digests: Buffer.concat(entries.map((e) => e.digest)),
    };
    const seal = sealOf(this.key, before?.seal ?? noSeal, block);
    await this.store.add(tx, { ...block, seal });
    // kept outside the database: whoever takes blocks away cannot take this line away
    const { number, lastId } = block;
    tx.afterCommit(() => this.log.info('ledger sealed', { number, lastId, seal: seal.toString('hex') }));
    return entries.length;
  }
}

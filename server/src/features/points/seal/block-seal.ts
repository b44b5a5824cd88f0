import { createHmac, hkdfSync } from 'node:crypto';

/** A block of the ledger as it is sealed: which numbers it covers, which of them are entries, and their digests. */
export interface LedgerBlock {
  readonly number: string;
  readonly form: number;
  /** It covers the numbers after this one… */
  readonly afterId: string;
  /** …up to this one. */
  readonly lastId: string;
  readonly entryIds: readonly string[];
  /** 32 bytes an entry, one after the other. */
  readonly digests: Buffer;
}

/** Stands in for the seal of the block before the first. */
export const noSeal = Buffer.alloc(32);

/** The key of the chain: made from the installation's secret, which is not in the database. */
export function sealKeyOf(secretKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(secretKey, 'hex'), '', 'vigil ledger', 32));
}

/**
 * The seal of a block: an HMAC over the seal before it and all that it says, so that no block can be changed, left out
 * or put in without the key.
 */
export function sealOf(key: Buffer, before: Buffer, block: LedgerBlock): Buffer {
  const { number, form, afterId, lastId, entryIds, digests } = block;
  const head = JSON.stringify([number, form, afterId, lastId, entryIds]);
  return createHmac('sha256', key).update(before).update(head).update(digests).digest();
}

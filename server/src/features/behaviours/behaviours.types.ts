import type { NothingBecause } from '@vigil/shared/points';

/** One fact about a known member, ready to be recorded. Sources that do not know the member park it instead. */
export interface RecordableBehaviour {
  /** Who states it; `internalSource` for Vigil itself. */
  readonly sourceId: string;
  /** The source's own identity for the fact. */
  readonly naturalKey: string;
  /** SHA-256 over what was stated: the same key with another hash is a conflict. */
  readonly bodyHash: Buffer;
  readonly memberId: string;
  readonly kind: string;
  readonly occurredAtMs: number;
  /** One award is given for each object, where the rule says so. */
  readonly object: string | null;
  /** Words for the person. */
  readonly about: string | null;
  readonly workingMinutes: number | null;
  readonly first: boolean;
  /** The member's local day, where whoever states the fact has fixed it; else that of their clock is computed here, once. */
  readonly localDay?: string;
}

/** What became of a fact; `conflict`: its key stands for something else, nothing was written. */
export type RecordOutcome =
  | {
      readonly status: 'recorded';
      readonly points: number;
      readonly total: number;
      readonly because: NothingBecause;
      readonly repeated: boolean;
    }
  | { readonly status: 'conflict' };

/** The source of facts that Vigil states itself. */
export const internalSource = '00000000-0000-4000-8000-000000000001';

import { Injectable } from '@nestjs/common';
import type { HeldTier } from '@vigil/shared/badges';

/** What badges know of one member. */
export interface MemberBook {
  /** Standing facts by kind; a kind of which there are none is missing. */
  readonly counts: ReadonlyMap<string, number>;
  readonly held: readonly HeldTier[];
  /** The local day of the last fact that may have lit its day; null before the first. */
  readonly lastDay: string | null;
}
interface Kept {
  readonly version: string;
  readonly book: MemberBook;
}

const most = 20_000;

/**
 * The books of the members who were awarded last, so that an award costs the same however long somebody's history is.
 * One counts only while the member's balance, read under its lock, has the version for which it was kept: everything
 * that changes what a book says counts that version up, in whichever process it happens.
 */
@Injectable()
export class KeptBooks {
  private readonly kept = new Map<string, Kept>();

  has(memberId: string): boolean {
    return this.kept.has(memberId);
  }

  /** Null when there is none for this version. */
  at(memberId: string, version: string): MemberBook | null {
    const found = this.kept.get(memberId);
    return found?.version === version ? found.book : null;
  }

  keep(memberId: string, version: string, book: MemberBook): void {
    // put behind the others: who was awarded longest ago goes first
    this.kept.delete(memberId);
    this.kept.set(memberId, { version, book });
    if (this.kept.size <= most) return;
    for (const [oldest] of this.kept) {
      this.kept.delete(oldest);
      break;
    }
  }

  forget(memberIds: Iterable<string>): void {
    for (const id of memberIds) this.kept.delete(id);
  }
}

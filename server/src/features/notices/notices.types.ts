import type { NoticeKind } from '@vigil/shared/notices';
import type { Sql } from '../../platform/db/database.js';

/**
 * What fills the words of a notice. Never a person's name, which would stay in what others were told: `byId` says whose it
 * is, and is read when the notice is. Only of who answers for others, by their office.
 */
export type NoticeFacts = Readonly<Record<string, string | number>>;

/** A notice before it is written. */
export interface NewNotice {
  readonly memberId: string;
  /** The natural key of what happened, within kind and member: told again, it is the same notice. */
  readonly key: string;
  readonly facts: NoticeFacts;
  /** When it happened: what is told late is no news. */
  readonly at: Date;
}

/** How a feature makes notices of what it left word of in the outbox. */
export interface NoticeTeller {
  readonly kind: NoticeKind;
  /** The topic it follows. */
  readonly topic: string;
  /**
   * Reads the present state of the subjects, and says who is to be told. May be asked again about the same ones. Says
   * nothing that the person could not open by themselves.
   */
  tell(sql: Sql, subjects: readonly string[]): Promise<NewNotice[]>;
}

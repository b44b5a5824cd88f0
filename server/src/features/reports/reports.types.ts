import type { GroupState, MailView, ReportKind, Verdict } from '@vigil/shared/reports';

/** A group as it was when its row was locked. */
export interface GroupRow {
  readonly id: string;
  readonly kind: ReportKind;
  readonly state: GroupState;
  /** How many verdicts there were. */
  readonly verdictNo: number;
  /** The verdict by which it is confirmed. */
  readonly provedNo: number | null;
  readonly mergedInto: string | null;
}

/** A report of a group, as answers need it. */
export interface ReportRow {
  readonly id: string;
  readonly reporterId: string;
  readonly kind: ReportKind;
  readonly again: boolean;
  readonly createdAt: Date;
  readonly answeredAt: Date | null;
}

/** A mail that is to be kept. */
export interface NewMail {
  readonly original: Buffer;
  readonly sha256: Buffer;
  readonly view: MailView;
}

/** One verdict, to be written. */
export interface NewVerdict {
  readonly groupId: string;
  readonly no: number;
  readonly verdict: Verdict;
  readonly thanks: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

/** How long a mail is kept. */
export const mailKeptMs = 90 * 86_400_000;

export const isDecided = (state: GroupState): state is Verdict =>
  state === 'confirmed' || state === 'harmless';

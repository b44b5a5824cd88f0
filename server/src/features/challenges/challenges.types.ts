import type { ChallengeForm, ChallengeResult, ChallengeState, TemplateId } from '@vigil/shared/challenges';

/** A challenge as it is kept. */
export interface ChallengeRow {
  readonly id: string;
  readonly form: ChallengeForm;
  readonly template: TemplateId | null;
  readonly name: string;
  readonly text: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly kinds: string[];
  readonly target: number;
  readonly prize: string | null;
  readonly departmentIds: string[];
  readonly teams: string[];
  readonly state: ChallengeState;
  readonly createdBy: string;
  readonly askedAt: Date | null;
  /** The close; null until somebody begins to count. */
  readonly countsUntil: Date | null;
  readonly closedAt: Date | null;
  readonly result: ChallengeResult | null;
  readonly announcedAt: Date | null;
  readonly thanks: string | null;
}

/** What a department has said to taking part. */
export interface ChallengeAnswer {
  readonly agreed: boolean;
  readonly byId: string;
  readonly at: Date;
}

/** What has to be known to count: a challenge, or a draft that nobody has kept. */
export type Counting = Pick<ChallengeRow, 'form' | 'startsAt' | 'endsAt' | 'kinds' | 'departmentIds'> & {
  /** Null: nobody has joined yet, whatever the form. */
  readonly id: string | null;
  readonly countsUntil: Date | null;
  /** Of a draft: who would be in which team. */
  readonly example?: ReadonlyMap<string, number> | undefined;
};

/** How the application calls the rooms of challenges. */
export const roomPrefix = 'challenge:';

/** A season that has ended, as it is kept. */
export interface SeasonRow {
  readonly key: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** The line; null until somebody begins to close it. */
  readonly countsUntil: Date | null;
  readonly closedAt: Date | null;
}

/** What the directory and the ledger say of one member. Lists of figures have one for each period that was asked for. */
export interface MemberFacts {
  readonly id: string;
  readonly name: string;
  readonly departmentId: string | null;
  /** Can score: has not left. */
  readonly eligible: boolean;
  readonly hidden: boolean;
  /** Departments on whose boards the member may still stand from before; unknown (empty) when everybody is read. */
  readonly formerDepartments: readonly string[];
  /** Points that people boards count: all but quiet ones. */
  readonly points: readonly number[];
  /** Event time of the last contributing entry; 0 without one. */
  readonly reachedAtMs: readonly number[];
  /** The same points by the department of their time. */
  readonly attributed: readonly {
    readonly departmentId: string | null;
    readonly points: readonly number[];
  }[];
}

/** Members as they were at one moment. */
export interface Truth {
  /** Grows from one moment of the database to the next. */
  readonly version: number;
  readonly asOf: Date;
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  readonly members: readonly MemberFacts[];
}

/** What the member has on a people board; null for no place. Reversals can leave a sum of nothing or less. */
export function shownPoints(member: MemberFacts, index: number): number | null {
  const points = member.points[index] ?? 0;
  return member.eligible && !member.hidden && points > 0 ? points : null;
}

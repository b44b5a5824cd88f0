import type { Face } from '../people/faces.js';

/** What the directory and the ledger say of one member. Lists of figures have one for each period that was asked for. */
export interface MemberFacts {
  readonly id: string;
  readonly departmentId: string | null;
  /** Can score: has not left. */
  readonly eligible: boolean;
  /** By what the member stands on the company's board; null for not at all. */
  readonly faces: readonly (Face | null)[];
  /** Departments on whose boards the member may still stand from before. */
  readonly formerDepartments: readonly string[];
  /** Points that people boards count: those earned under the present face, but quiet ones. */
  readonly points: readonly number[];
  /** Event time of the last contributing entry; 0 without one. */
  readonly reachedAtMs: readonly number[];
  /** All points by the department of their time. */
  readonly attributed: readonly AttributedPoints[];
}

export interface AttributedPoints {
  readonly departmentId: string | null;
  readonly points: readonly number[];
  /** How they may enter their department's figures: alone, only in a sum with others', or veiled: they would tell what one person has. */
  readonly told: 'alone' | 'together' | 'veiled';
}

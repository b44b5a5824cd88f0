/** Something that happens at a time of the past: each fact counts in the week of its time. */
export interface PastStep {
  readonly atMs: number;
  readonly step: () => Promise<unknown>;
}

export interface DemoPerson {
  readonly id: string;
  readonly email: string;
  readonly department: string;
}

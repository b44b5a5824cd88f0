import type { Role } from '@vigil/shared/contract';
import { demoAccounts } from './northwind.js';

/** Something that happens at a time of the past: each fact counts in the week of its time. */
export interface PastStep {
  readonly atMs: number;
  readonly step: () => Promise<unknown>;
}

/** Somebody of the demo company. */
export interface DemoPerson {
  readonly id: string;
  readonly email: string;
  readonly department: string;
}

/** Who has a role among those whom a newcomer may sign in as. */
export function holderOf(role: Role, people: readonly DemoPerson[]): DemoPerson {
  const account = demoAccounts.find((a) => a.role === role);
  const found = people.find((p) => p.email === account?.email);
  if (found === undefined) throw new Error(`the demo company has no ${role}`);
  return found;
}

import { Injectable } from '@nestjs/common';
import type { AuditAct, AuditSubject } from '@vigil/shared/audit';
import type { SessionPrincipal } from '../auth/principal.js';
import { Clock } from '../clock/clock.js';
import type { Tx } from '../db/database.js';

/** Who acts; null where the installation acts by itself. */
export type Actor = Pick<SessionPrincipal, 'memberId' | 'role'>;

/** A state in a few plain values. Secrets never belong here, nor anything from which a failed simulation follows. */
export type AuditState = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One privileged act: who did what to what, how it was before and after, and why. */
export interface AuditedAct {
  readonly by: Actor | null;
  readonly act: AuditAct;
  readonly subject: { readonly kind: AuditSubject; readonly id: string };
  readonly before?: AuditState | null;
  readonly after?: AuditState | null;
  /** The reason that was given, in the actor's own words. */
  readonly reason?: string | null;
}

/** The log of privileged acts: append-only by grants and by trigger. */
@Injectable()
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  /** Writes the act within its own transaction: neither stands without the other. */
  record(tx: Tx, { by, act, subject, before, after, reason }: AuditedAct): void {
    tx.write(
      `INSERT INTO audit_entry (at, actor_id, actor_role, act, subject_kind, subject_id, before, after, reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9)`,
      [
        this.clock.now(),
        by?.memberId ?? null,
        by?.role ?? null,
        act,
        subject.kind,
        subject.id,
        json(before),
        json(after),
        reason ?? null,
      ],
    );
  }
}

/** What differs between two states, as the pair that `record` takes: only values that changed are kept. */
export function changed<State extends AuditState>(
  before: State,
  after: State,
): { before: AuditState; after: AuditState } {
  const names = Object.keys(after).filter(
    (name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]),
  );
  const of = (state: AuditState): AuditState =>
    Object.fromEntries(names.map((name) => [name, state[name] ?? null]));
  return { before: of(before), after: of(after) };
}

function json(state: AuditState | null | undefined): string | null {
  return state === null || state === undefined ? null : JSON.stringify(state);
}

import { Injectable } from '@nestjs/common';
import type { AuditAct } from '@vigil/shared/audit';
import type { Route } from '@vigil/shared/contract';
import type { SessionPrincipal } from '../auth/principal.js';
import { Clock } from '../clock/clock.js';
import { Database } from '../db/database.js';
import { Log } from '../logging/log.js';

const hourMs = 3_600_000;
const mostKept = 10_000;
const act: AuditAct = 'act.refused';

/**
 * Notes in the audit log what signed-in people asked for and were refused. One entry stands for all tries of one person
 * at one route within an hour, so that nobody can flood the log; the path is the contract's, without ids.
 */
@Injectable()
export class Refusals {
  private readonly noted = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Never rejects: a refusal stands, also when it cannot be noted. */
  async note(by: SessionPrincipal, route: Route): Promise<void> {
    const asked = `${route.method} ${route.path}`;
    const key = `${by.memberId} ${asked} ${Math.floor(this.clock.nowMs() / hourMs)}`;
    if (this.noted.has(key)) return;
    try {
      await this.database.query(
        `INSERT INTO audit_entry (at, actor_id, actor_role, act, subject_kind, subject_id, once_key)
         VALUES ($1, $2, $3, $4, 'route', $5, $6) ON CONFLICT (once_key) DO NOTHING`,
        [this.clock.now(), by.memberId, by.role, act, asked, key],
      );
      if (this.noted.size >= mostKept) this.noted.clear();
      this.noted.add(key);
    } catch (error) {
      this.log.warn('a refusal could not be noted', { route: asked, error });
    }
  }
}

import { Controller } from '@nestjs/common';
import { periodOf } from '@vigil/shared/calendar';
import {
  decideSpotlight,
  grantSpotlight,
  listSpotlights,
  readMySpotlights,
  readSpotlightSettings,
  type Spotlight,
  updateSpotlightSettings,
} from '@vigil/shared/leaders';
import { AuditLog, changed } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { SpotlightsService } from './spotlights.service.js';
import { type SpotlightRow, SpotlightsStore } from './spotlights.store.js';

/** The lights of leaders: theirs to grant, and for others to agree to. */
@Controller()
export class SpotlightsController {
  constructor(
    private readonly database: Database,
    private readonly store: SpotlightsStore,
    private readonly service: SpotlightsService,
    private readonly people: PeopleReadModel,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  @Handles(readMySpotlights)
  async mine({ principal: { memberId } }: Call<typeof readMySpotlights>) {
    const month = periodOf('month', this.clock.nowMs(), await this.people.calendar(this.database)).key;
    const [settings, used, rows] = await Promise.all([
      this.store.settings(this.database),
      this.store.used(this.database, memberId, month),
      this.store.list(this.database, memberId),
    ]);
    const left = Math.max(0, settings.monthly - used);
    return { ...settings, left, items: await this.shown(rows, memberId) };
  }

  @Handles(grantSpotlight)
  async grant({ principal, body }: Call<typeof grantSpotlight>) {
    const [shown] = await this.shown([await this.service.grant(principal, body)], principal.memberId);
    if (shown === undefined) throw new Error('a spotlight is gone');
    return shown;
  }

  @Handles(listSpotlights)
  async list({ principal }: Call<typeof listSpotlights>) {
    return { items: await this.shown(await this.store.list(this.database, null), principal.memberId) };
  }

  @Handles(decideSpotlight)
  async decide({ principal, params, body }: Call<typeof decideSpotlight>) {
    await this.service.decide(principal, params.spotlightId, body.state === 'declined' ? body.reason : null);
    return undefined;
  }

  @Handles(readSpotlightSettings)
  async settings(_: Call<typeof readSpotlightSettings>) {
    return this.store.settings(this.database);
  }

  @Handles(updateSpotlightSettings)
  async update({ principal, body }: Call<typeof updateSpotlightSettings>) {
    return this.database.transaction(async (tx) => {
      const before = await this.store.settings(tx, true);
      this.store.set(tx, body);
      this.audit.record(tx, {
        by: principal,
        act: 'spotlight-settings.changed',
        subject: { kind: 'spotlight', id: 'settings' },
        ...changed({ ...before }, { ...body }),
      });
      return body;
    });
  }

  private async shown(rows: readonly SpotlightRow[], readerId: string): Promise<Spotlight[]> {
    const ids = rows.flatMap(({ leaderId, receiverId }) => [leaderId, receiverId]);
    const members = await this.people.membersById(this.database, ids);
    const nameOf = (id: string): string => members.get(id)?.name ?? '';
    return rows.map(({ id, leaderId, receiverId, lights, brings, words, state, at, reason }) => ({
      ...{ id, lights, brings, words, state, reason, at: at.toISOString() },
      by: nameOf(leaderId),
      to: nameOf(receiverId),
      own: readerId === leaderId || readerId === receiverId,
    }));
  }
}

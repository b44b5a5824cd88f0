import { Injectable } from '@nestjs/common';
import {
  circleMs,
  circlesOf,
  type RecognitionPatterns,
  starsOf,
  type Thanks,
} from '@vigil/shared/recognition';
import { Looks } from '../../platform/audit/looks.js';
import type { SessionPrincipal } from '../../platform/auth/principal.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { AllowancesStore } from './allowances.store.js';
import { ThanksStore } from './thanks.store.js';

/** Circles and stars, for those who look after fairness. What was said, and to whom in private, is not in them. */
@Injectable()
export class PatternsReadModel {
  constructor(
    private readonly database: Database,
    private readonly thanks: ThanksStore,
    private readonly allowances: AllowancesStore,
    private readonly people: PeopleReadModel,
    private readonly looks: Looks,
    private readonly clock: Clock,
  ) {}

  /** Of the last eight weeks, as of now. Whoever is named in one reads who looked. */
  async read(reader: SessionPrincipal): Promise<RecognitionPatterns> {
    const nowMs = this.clock.nowMs();
    const { tenureDays } = await this.allowances.settings(this.database);
    const [from, until] = [new Date(nowMs - circleMs), new Date(nowMs + 1)];
    const thanks = await this.thanks.between(this.database, from, until, tenureDays);
    const circles = circlesOf(thanks);
    const stars = starsOf(thanks);
    const named = [...circles.flat(), ...stars.map(({ receiverId }) => receiverId)];
    const members = await this.people.membersById(this.database, named);
    await this.looks.note(this.database, reader, 'recognition-pattern', named);
    const nameOf = (id: string): string => members.get(id)?.name ?? '';
    return {
      circles: circles.map((circle) => ({ people: circle.map(nameOf).sort(), ...figuresOf(circle, thanks) })),
      stars: stars.map(({ receiverId, givers, fresh, lastMs }) => ({
        person: nameOf(receiverId),
        ...{ givers, fresh, lastAt: new Date(lastMs).toISOString() },
      })),
    };
  }
}

function figuresOf(circle: readonly string[], thanks: readonly Thanks[]) {
  const within = thanks.filter((t) => circle.includes(t.giverId) && circle.includes(t.receiverId));
  return {
    given: within.length,
    counted: within.filter(({ weighing }) => weighing === 'counts').length,
    lastAt: new Date(Math.max(...within.map(({ atMs }) => atMs))).toISOString(),
  };
}

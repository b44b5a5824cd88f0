import { Injectable } from '@nestjs/common';
import type { ChallengeCard, ChallengeResult } from '@vigil/shared/challenges';
import { Database } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { cardOf } from './challenges.read-model.js';
import { ChallengesStore } from './challenges.store.js';
import type { ChallengeRow } from './challenges.types.js';
import { ProgressStore } from './progress.store.js';

/** A challenge of which the result was shown to everybody. */
export interface AnnouncedChallenge {
  readonly card: ChallengeCard;
  readonly result: ChallengeResult;
  readonly thanks: string;
}

/** Challenges as anybody may see them who passes by, whoever that is: no draft, no quest, nobody's own part. */
@Injectable()
export class PublicChallenges {
  constructor(
    private readonly database: Database,
    private readonly store: ChallengesStore,
    private readonly published: ProgressStore,
    private readonly people: PeopleReadModel,
  ) {}

  /** The next to end first. */
  async running(most: number): Promise<ChallengeCard[]> {
    return this.cards(await this.store.running(this.database, most));
  }

  /** The newest first. */
  async announcedSince(since: Date, most: number): Promise<AnnouncedChallenge[]> {
    const rows = await this.store.announcedSince(this.database, since, most);
    const cards = await this.cards(rows);
    return rows.flatMap(({ result, thanks }, i) => {
      const card = cards[i];
      return card === undefined || result === null || thanks === null ? [] : [{ card, result, thanks }];
    });
  }

  private async cards(rows: readonly ChallengeRow[]): Promise<ChallengeCard[]> {
    if (rows.length === 0) return [];
    const departments = await this.people.departments(this.database);
    const names = new Map(departments.map(({ id, name }) => [id, name]));
    const shown = await this.published.of(
      this.database,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => cardOf(row, names, shown.get(row.id)));
  }
}

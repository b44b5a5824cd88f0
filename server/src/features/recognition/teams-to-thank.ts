import { Injectable } from '@nestjs/common';
import type { ChallengeTeam } from '@vigil/shared/recognition';
import type { Sql } from '../../platform/db/database.js';

/** A team that is no department, with how many people it has now. */
export type TeamToThank = ChallengeTeam & { readonly people: number };
/** Reads the teams of one challenge, or those that anybody may think of now. */
type Source = (sql: Sql, challengeId: string | null) => Promise<TeamToThank[]>;

/** Teams that can be thanked beside departments. Whoever draws them stands later in the pipeline, and registers itself. */
@Injectable()
export class TeamsToThank {
  private source: Source = () => Promise.resolve([]);

  register(source: Source): void {
    this.source = source;
  }

  /** The newest first. */
  now(sql: Sql): Promise<TeamToThank[]> {
    return this.source(sql, null);
  }

  async find(sql: Sql, { challengeId, team }: Pick<ChallengeTeam, 'challengeId' | 'team'>) {
    return (await this.source(sql, challengeId)).find((one) => one.team === team) ?? null;
  }
}

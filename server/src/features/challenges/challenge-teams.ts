import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { TeamsToThank, type TeamToThank } from '../recognition/teams-to-thank.js';

/** So long after its end people still think of their team. */
const rememberedMs = 28 * 86_400_000;

/** Mixed teams as recognition knows them: those that were drawn, which everybody can see. */
@Injectable()
export class ChallengeTeams implements OnModuleInit {
  constructor(
    private readonly teams: TeamsToThank,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.teams.register((sql, challengeId) => this.drawn(sql, challengeId));
  }

  private async drawn(sql: Sql, challengeId: string | null): Promise<TeamToThank[]> {
    return sql.query<TeamToThank>(
      `SELECT c.id AS "challengeId", t.n::int - 1 AS team, t.name, c.name AS challenge,
         (SELECT count(*)::int FROM challenge_member j JOIN member m ON m.id = j.member_id AND m.deactivated_at IS NULL
          WHERE j.challenge_id = c.id AND j.team = t.n - 1) AS people
       FROM challenge c CROSS JOIN LATERAL unnest(c.team_names) WITH ORDINALITY t (name, n)
       WHERE c.form = 'teams' AND c.state IN ('live', 'closed', 'announced')
         AND CASE WHEN $1::uuid IS NULL THEN c.ends_at > $2 ELSE c.id = $1 END
       ORDER BY c.ends_at DESC, c.id, t.n`,
      [challengeId, new Date(this.clock.nowMs() - rememberedMs)],
    );
  }
}

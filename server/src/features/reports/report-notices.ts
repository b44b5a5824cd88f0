import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ReportKind, Verdict } from '@vigil/shared/reports';
import type { Sql } from '../../platform/db/database.js';
import { NoticeTellers } from '../notices/notice-tellers.js';
import type { NewNotice } from '../notices/notices.types.js';
import { broughtByReport } from './my-reports.read-model.js';

interface Answered {
  readonly memberId: string;
  readonly groupId: string;
  readonly verdictNo: number;
  readonly kind: ReportKind;
  readonly state: Verdict;
  readonly points: number;
  readonly at: Date;
}

/** Tells reporters the verdict, with thanks and what it brought. Which kind of thing they told of is not said. */
@Injectable()
export class ReportNotices implements OnModuleInit {
  constructor(private readonly tellers: NoticeTellers) {}

  onModuleInit(): void {
    this.tellers.register({ kind: 'report.answered', topic: 'report.answered', tell: answered });
  }
}

async function answered(sql: Sql, reportIds: readonly string[]): Promise<NewNotice[]> {
  const rows = await sql.query<Answered>(
    `SELECT r.reporter_id AS "memberId", g.id AS "groupId", g.verdict_no AS "verdictNo", r.kind, g.state, p.points,
       r.answered_at AS at
     FROM report r JOIN report_group g ON g.id = r.group_id AND g.state IN ('confirmed', 'harmless')
     ${broughtByReport}
     WHERE r.id = ANY($1::uuid[]) AND r.answered_at IS NOT NULL AND NOT r.again`,
    [reportIds],
  );
  return rows.map(({ memberId, groupId, verdictNo, kind, state, points, at }) => ({
    memberId,
    key: `${groupId}:${verdictNo}`,
    facts: { which: `${kind === 'idea' ? 'idea' : 'report'}.${state}`, points },
    at,
  }));
}

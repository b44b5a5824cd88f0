import { Controller } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { listMyReports, readAnswerTime, readMyReport, sendReport } from '@vigil/shared/reports';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { AnswerTimeReadModel } from './answer-time.read-model.js';
import { MyReportsReadModel, type ReportCursor } from './my-reports.read-model.js';
import { ReportsService } from './reports.service.js';

/** Speaking up, and what came of it: each sees their own. */
@Controller()
export class ReportsController {
  constructor(
    private readonly database: Database,
    private readonly reports: ReportsService,
    private readonly mine: MyReportsReadModel,
    private readonly answerTime: AnswerTimeReadModel,
  ) {}

  @Handles(sendReport)
  async send({ principal, body }: Call<typeof sendReport>) {
    return this.one(principal.memberId, await this.reports.send(principal.memberId, body));
  }

  @Handles(listMyReports)
  async list({ principal, query }: Call<typeof listMyReports>) {
    const after = query.cursor === undefined ? null : cursorOf(query.cursor);
    const found = await this.mine.page(this.database, principal.memberId, query.limit + 1, after);
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > items.length && last ? `${last.sentAt}_${last.id}` : null };
  }

  @Handles(readMyReport)
  async read({ principal, params }: Call<typeof readMyReport>) {
    return this.one(principal.memberId, params.reportId);
  }

  @Handles(readAnswerTime)
  async time(_: Call<typeof readAnswerTime>) {
    return this.answerTime.read(this.database);
  }

  private async one(memberId: string, reportId: string) {
    const report = await this.mine.one(this.database, memberId, reportId);
    if (report === null) throw new ProblemError(problems.notFound);
    return report;
  }
}

function cursorOf(text: string): ReportCursor {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  const sentAt = new Date(match?.[1] ?? NaN);
  if (!match?.[2] || Number.isNaN(sentAt.getTime()))
    throw new ProblemError(problems.invalid, {
      errors: [{ pointer: 'query/cursor', message: 'is not a cursor' }],
    });
  return { sentAt, id: match[2] };
}

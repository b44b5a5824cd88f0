import { Controller } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import {
  giveVerdict,
  listTriage,
  markDuplicate,
  openMail,
  readTriage,
  takeInReview,
  takeMail,
} from '@vigil/shared/reports';
import { Looks } from '../../platform/audit/looks.js';
import type { SessionPrincipal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { MailLooksService } from './mail-looks.service.js';
import { TriageGroupReadModel } from './triage-group.read-model.js';
import { TriageReadModel } from './triage.read-model.js';
import { TriageService } from './triage.service.js';

/**
 * The security team's queue. Nobody else comes in here, administrators and leaders neither. Whom it names can read that
 * they were seen.
 */
@Controller()
export class TriageController {
  constructor(
    private readonly database: Database,
    private readonly items: TriageReadModel,
    private readonly groups: TriageGroupReadModel,
    private readonly triage: TriageService,
    private readonly mails: MailLooksService,
    private readonly looks: Looks,
  ) {}

  @Handles(listTriage)
  async list({ principal, query }: Call<typeof listTriage>) {
    const { view, kind = null, limit } = query;
    const after = query.cursor ?? null;
    if (after !== null && !/^\d{1,18}$/.test(after))
      throw new ProblemError(problems.invalid, {
        errors: [{ pointer: 'query/cursor', message: 'is not a cursor' }],
      });
    const question = { view, kind, after, limit: limit + 1 };
    const found = await this.items.page(this.database, principal.memberId, question);
    const items = found.slice(0, limit);
    const seen = items.flatMap((item) => item.reporterIds);
    await this.looks.note(this.database, principal, 'report-queue', seen);
    return { items, nextCursor: found.length > limit ? String(items.at(-1)?.number ?? '') : null };
  }

  @Handles(readTriage)
  async read({ principal, params }: Call<typeof readTriage>) {
    return this.group(principal, params.groupId);
  }

  @Handles(takeInReview)
  async review({ principal, params }: Call<typeof takeInReview>) {
    await this.triage.review(params.groupId, principal);
    return this.group(principal, params.groupId);
  }

  @Handles(giveVerdict)
  async decide({ principal, params, body }: Call<typeof giveVerdict>) {
    await this.triage.decide({ ...body, groupId: params.groupId, by: principal });
    return this.group(principal, params.groupId);
  }

  @Handles(markDuplicate)
  async duplicate({ principal, params, body }: Call<typeof markDuplicate>) {
    await this.triage.markDuplicate(params.groupId, body.of, principal);
    return this.group(principal, params.groupId);
  }

  @Handles(openMail)
  async mail({ principal, params }: Call<typeof openMail>) {
    return this.mails.view(params.groupId, principal);
  }

  @Handles(takeMail)
  async original({ principal, params }: Call<typeof takeMail>) {
    return this.mails.original(params.groupId, principal);
  }

  private async group(reader: SessionPrincipal, groupId: string) {
    const group = await this.groups.one(this.database, reader.memberId, groupId);
    if (group === null) throw new ProblemError(problems.notFound);
    const seen = group.reports.map((report) => report.reporter.id);
    await this.looks.note(this.database, reader, 'report', seen);
    return group;
  }
}

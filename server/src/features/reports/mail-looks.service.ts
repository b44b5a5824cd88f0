import { Injectable } from '@nestjs/common';
import type { RouteReply } from '@vigil/shared/contract';
import { type MailView, noMail, type takeMail } from '@vigil/shared/reports';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { MailsStore } from './mails.store.js';

/** Shows mails to the security team, each time with a line in the audit log. */
@Injectable()
export class MailLooksService {
  constructor(
    private readonly database: Database,
    private readonly mails: MailsStore,
    private readonly audit: AuditLog,
  ) {}

  /** @throws ProblemError `no-mail` */
  async view(groupId: string, by: Actor): Promise<MailView> {
    return this.database.transaction(async (tx) => {
      const view = await this.mails.view(tx, groupId);
      if (view === null) throw new ProblemError(noMail);
      this.audit.record(tx, { by, act: 'mail.opened', subject: { kind: 'report', id: groupId } });
      return view;
    });
  }

  /** The file as it came. @throws ProblemError `no-mail` */
  async original(groupId: string, by: Actor): Promise<RouteReply<typeof takeMail>> {
    return this.database.transaction(async (tx) => {
      const mail = await this.mails.original(tx, groupId);
      if (mail === null) throw new ProblemError(noMail);
      this.audit.record(tx, { by, act: 'mail.taken', subject: { kind: 'report', id: groupId } });
      const sha256 = mail.sha256.toString('hex');
      return { name: `${sha256.slice(0, 16)}.eml`, sha256, base64: mail.original.toString('base64') };
    });
  }
}

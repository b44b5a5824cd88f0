import { Controller } from '@nestjs/common';
import { type AuditEntry, type AuditFilter, exportAudit, listAudit } from '@vigil/shared/audit';
import { stringify } from 'csv-stringify/sync';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database, type Sql } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { numberCursor, pageByNumber } from '../../platform/http/number-pages.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { AuditReadModel } from './audit.read-model.js';

const mostExported = 50_000;
const header = ['at', 'actor', 'role', 'act', 'subject_kind', 'subject', 'before', 'after', 'reason'];

/** The audit log, read and taken along. To take it along is itself a line of it. */
@Controller()
export class AuditController {
  constructor(
    private readonly database: Database,
    private readonly entries: AuditReadModel,
    private readonly people: PeopleReadModel,
    private readonly audit: AuditLog,
  ) {}

  @Handles(listAudit)
  async list({ query }: Call<typeof listAudit>) {
    const { cursor, limit, ...filter } = query;
    return pageByNumber(await this.page(this.database, filter, numberCursor(cursor), limit + 1), limit);
  }

  @Handles(exportAudit)
  async export({ principal, query, http }: Call<typeof exportAudit>) {
    const entries = await this.database.transaction(async (tx) => {
      const subject = { kind: 'audit' as const, id: 'audit.csv' };
      this.audit.record(tx, { by: principal, act: 'audit.exported', subject, after: { ...query } });
      return this.page(tx, query, null, mostExported);
    });
    http.setHeader('content-disposition', 'attachment; filename="audit.csv"');
    return stringify([header, ...entries.map(lineOf)], { escape_formulas: true });
  }

  private async page(
    sql: Sql,
    filter: AuditFilter,
    before: string | null,
    limit: number,
  ): Promise<AuditEntry[]> {
    const { timeZone } = await this.people.organisation(sql);
    return this.entries.page(sql, { ...filter, timeZone, before, limit });
  }
}

function lineOf({ at, actor, act, subject, before, after, reason }: AuditEntry): string[] {
  return [
    at,
    actor?.name ?? '',
    actor?.role ?? '',
    act,
    subject.kind,
    subject.name ?? subject.id,
    before === null ? '' : JSON.stringify(before),
    after === null ? '' : JSON.stringify(after),
    reason ?? '',
  ];
}

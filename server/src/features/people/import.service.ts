import { Injectable } from '@nestjs/common';
import { dayOf } from '@vigil/shared/calendar';
import type { RouteReply } from '@vigil/shared/contract';
import {
  csvRefused,
  departmentKey,
  emailKey,
  type importPeople,
  type previewImport,
} from '@vigil/shared/people';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Sql, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { DepartmentsStore } from './departments.store.js';
import { DirectoryLock } from './directory-lock.js';
import { DirectoryStore, type MemberDraft } from './directory.store.js';
import { type ImportPlan, lookAlikesIn, type PlannedLine, planImport } from './import-plan.js';
import { MemberWriter } from './member-writer.js';
import { OrganisationStore } from './organisation.store.js';
import { readPeopleCsv } from './people-csv.js';

/** People by CSV: what a file would do, and doing it, all or nothing. */
@Injectable()
export class ImportService {
  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryStore,
    private readonly departments: DepartmentsStore,
    private readonly organisation: OrganisationStore,
    private readonly writer: MemberWriter,
    private readonly lock: DirectoryLock,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Changes nothing. */
  async preview(csv: string): Promise<RouteReply<typeof previewImport>> {
    const plan = await this.plan(this.database, csv);
    return {
      counts: { ...counted(plan.lines), errors: plan.faults.length },
      newDepartments: [...plan.newDepartments],
      lines: plan.lines.map(({ person, change, fields }) => ({
        line: person.line,
        email: person.email,
        name: `${person.firstName} ${person.lastName}`,
        department: person.department,
        change,
        fields: [...fields],
      })),
      lookAlikes: lookAlikesIn(plan),
      errors: [...plan.faults],
    };
  }

  /** @param by null: the installation itself. @throws ProblemError csv-refused with the lines at fault, last-administrator */
  async import(by: Actor | null, csv: string): Promise<RouteReply<typeof importPeople>> {
    return this.database.transaction((tx) =>
      this.lock.keepAdministrator(tx, async () => {
        const plan = await this.plan(tx, csv);
        if (plan.faults.length > 0) throw refused(plan);
        await this.apply(tx, plan);
        this.tell(tx, by, plan);
        return counted(plan.lines);
      }),
    );
  }

  private async plan(sql: Sql, csv: string): Promise<ImportPlan> {
    const file = readPeopleCsv(csv);
    const organisation = await this.organisation.read(sql);
    const plan = planImport(file.people, {
      members: await this.directory.byEmailKeys(
        sql,
        file.people.map((p) => emailKey(p.email)),
      ),
      departments: await this.departments.byNames(
        sql,
        file.people.map((p) => p.department),
      ),
      organisation,
      today: dayOf(this.clock.nowMs(), organisation),
    });
    return { ...plan, faults: [...file.faults, ...plan.faults].sort((a, b) => a.line - b.line) };
  }

  /** One entry for the file, and one for each person who may do more or less by it than before. */
  private tell(tx: Tx, by: Actor | null, { lines, newDepartments }: ImportPlan): void {
    const after = { ...counted(lines), newDepartments };
    this.audit.record(tx, { by, act: 'members.imported', subject: { kind: 'file', id: 'people' }, after });
    for (const { before, after: wanted } of lines)
      if (before !== null && before.role !== wanted.role)
        this.audit.record(tx, {
          by,
          act: 'member.changed',
          subject: { kind: 'member', id: before.id },
          before: { role: before.role },
          after: { role: wanted.role },
        });
  }

  private async apply(tx: Tx, plan: ImportPlan): Promise<void> {
    const made = await this.departments.insert(tx, plan.newDepartments);
    const settled = ({ person, after }: PlannedLine): MemberDraft => ({
      ...after,
      departmentId: after.departmentId ?? made.get(departmentKey(person.department)) ?? null,
    });
    await this.writer.insert(tx, plan.lines.filter((line) => line.change === 'new').map(settled));
    await this.writer.update(
      tx,
      plan.lines.flatMap((line) =>
        line.before !== null && line.change === 'changed'
          ? [{ before: line.before, after: { ...settled(line), deactivatedAt: line.before.deactivatedAt } }]
          : [],
      ),
    );
  }
}

function counted(lines: readonly PlannedLine[]): { new: number; changed: number; same: number } {
  const counts = { new: 0, changed: 0, same: 0 };
  for (const { change } of lines) counts[change]++;
  return counts;
}

function refused({ faults }: ImportPlan): ProblemError {
  return new ProblemError(csvRefused, {
    errors: faults.slice(0, 200).map(({ line, column, message }) => ({
      pointer: column === null ? `line/${line}` : `line/${line}/${column}`,
      message,
    })),
  });
}

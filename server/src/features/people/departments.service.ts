import { Injectable } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import {
  type Department,
  departmentCircle,
  departmentInUse,
  departmentKey,
  departmentTaken,
} from '@vigil/shared/people';
import { type Actor, AuditLog, changed } from '../../platform/audit/audit-log.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { DepartmentsStore } from './departments.store.js';
import { DirectoryLock } from './directory-lock.js';

/** The tree of departments: unique names, no circles. */
@Injectable()
export class DepartmentsService {
  constructor(
    private readonly database: Database,
    private readonly store: DepartmentsStore,
    private readonly lock: DirectoryLock,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  list(): Promise<Department[]> {
    return this.store.list(this.database);
  }

  /** @throws ProblemError department-taken, invalid */
  async add(by: Actor, name: string, parentId: string | null): Promise<Department> {
    return this.database.transaction(async (tx) => {
      await this.lock.take(tx);
      await this.checkName(tx, name, null);
      if (parentId !== null) await this.checkParent(tx, parentId);
      const id = (await this.store.insert(tx, [name], parentId)).get(departmentKey(name)) ?? '';
      this.outbox.append(tx, 'department.changed', [id]);
      const subject = { kind: 'department' as const, id };
      this.audit.record(tx, { by, act: 'department.added', subject, after: { name, parentId } });
      return { id, name, parentId, people: 0 };
    });
  }

  /** @throws ProblemError not-found, department-taken, department-circle, invalid */
  async update(
    by: Actor,
    departmentId: string,
    wish: { readonly name?: string; readonly parentId?: string | null },
  ): Promise<Department> {
    return this.database.transaction(async (tx) => {
      await this.lock.take(tx);
      const present = await this.store.find(tx, departmentId);
      if (present === null) throw new ProblemError(problems.notFound);
      const { name, parentId } = { ...present, ...wish };
      await this.checkName(tx, name, departmentId);
      if (parentId !== null) {
        await this.checkParent(tx, parentId);
        if (await this.store.stands(tx, departmentId, parentId)) throw new ProblemError(departmentCircle);
      }
      await this.store.update(tx, departmentId, name, parentId);
      this.outbox.append(tx, 'department.changed', [departmentId]);
      this.audit.record(tx, {
        by,
        act: 'department.changed',
        subject: { kind: 'department', id: departmentId },
        ...changed({ name: present.name, parentId: present.parentId }, { name, parentId }),
      });
      return { ...present, name, parentId };
    });
  }

  /** @throws ProblemError not-found, department-in-use */
  async remove(by: Actor, departmentId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.lock.take(tx);
      const present = await this.store.find(tx, departmentId);
      if (present === null) throw new ProblemError(problems.notFound);
      if (!(await this.store.remove(tx, departmentId))) throw new ProblemError(departmentInUse);
      this.outbox.append(tx, 'department.changed', [departmentId]);
      this.audit.record(tx, {
        by,
        act: 'department.removed',
        subject: { kind: 'department', id: departmentId },
        before: { name: present.name, parentId: present.parentId },
      });
    });
  }

  private async checkName(tx: Tx, name: string, ownId: string | null): Promise<void> {
    const holder = (await this.store.byNames(tx, [name])).get(departmentKey(name));
    if (holder !== undefined && holder !== ownId) throw new ProblemError(departmentTaken);
  }

  private async checkParent(tx: Tx, parentId: string): Promise<void> {
    if ((await this.store.unknown(tx, [parentId])).length > 0)
      throw new ProblemError(problems.invalid, {
        errors: [{ pointer: '/parentId', message: 'names no department' }],
      });
  }
}

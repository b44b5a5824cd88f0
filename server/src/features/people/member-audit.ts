import type { AuditAct } from '@vigil/shared/audit';
import { type AuditState, changed } from '../../platform/audit/audit-log.js';
import type { DirectoryMember } from './directory.store.js';

const byNameAlone = ['email', 'firstName', 'lastName', 'timeZone', 'locale', 'joinedOn'] as const;

/** What the audit log keeps of a member: what they may and where they belong; of other fields it names those that changed. */
export function auditedMember({ role, departmentId, leads, deactivatedAt }: DirectoryMember): AuditState {
  return { role, departmentId, leads, active: deactivatedAt === null };
}

/** A change of a member as the audit log keeps it; null when nothing changed. */
export function auditedChange(
  before: DirectoryMember,
  after: DirectoryMember,
): { act: AuditAct; before: AuditState; after: AuditState } | null {
  const values = changed(auditedMember(before), auditedMember(after));
  const fields = byNameAlone.filter((field) => before[field] !== after[field]);
  if (Object.keys(values.after).length + fields.length === 0) return null;
  return {
    act: actOf(before, after),
    before: values.before,
    after: fields.length > 0 ? { ...values.after, fields } : values.after,
  };
}

function actOf(before: DirectoryMember, after: DirectoryMember): AuditAct {
  if (before.deactivatedAt === null && after.deactivatedAt !== null) return 'member.deactivated';
  if (before.deactivatedAt !== null && after.deactivatedAt === null) return 'member.activated';
  return 'member.changed';
}

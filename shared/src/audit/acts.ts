/**
 * Every privileged act that leaves a line in the audit log, in the past tense. Who adds an act adds its words to the
 * client's messages; a test compares the two.
 */
export const auditActs = [
  'organisation.founded',
  'member.added',
  'member.changed',
  'member.deactivated',
  'member.activated',
  'members.imported',
  'link.made',
  'links.exported',
  'department.added',
  'department.changed',
  'department.removed',
  'campaign.renamed',
  'campaign.closed',
  'source.added',
  'source.revoked',
  'parked.mapped',
  'parked.retried',
  'events.imported',
  'behaviours.imported',
  'divisions.changed',
  'rules.published',
  'rules.restored',
  'rules.withdrawn',
  'rules.replayed',
  'rescore.proposed',
  'rescore.approved',
  'rescore.declined',
  'entry.reversed',
  'dispute.answered',
  'report.reviewed',
  'report.answered',
  'report.merged',
  'mail.opened',
  'mail.taken',
  'reward.added',
  'reward.changed',
  'reward-request.approved',
  'reward-request.fulfilled',
  'reward-request.declined',
  'reward-requests.exported',
  'audit.exported',
  'act.refused',
] as const;
export type AuditAct = (typeof auditActs)[number];

/** What an act was done to. */
export const auditSubjects = [
  'organisation',
  'member',
  'department',
  'campaign',
  'source',
  'parked-address',
  'file',
  'rules',
  'rescore',
  'entry',
  'dispute',
  'report',
  'reward',
  'reward-request',
  'audit',
  'route',
] as const;
export type AuditSubject = (typeof auditSubjects)[number];

/** How somebody with a privilege came to see a person's data. */
export const looks = ['list', 'details', 'link', 'links-export', 'record', 'dispute'] as const;
export type Look = (typeof looks)[number];

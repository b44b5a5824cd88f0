import type { Member } from '@vigil/shared/people';

export type MemberWord = 'deactivated' | 'asked' | 'invited' | 'active';
/** The one thing worth knowing about a person's account. */
export function memberWord(member: Member): MemberWord {
  if (member.deactivatedAt !== null) return 'deactivated';
  if (member.resetRequestedAt !== null) return 'asked';
  return member.hasPassword ? 'active' : 'invited';
}
export const memberShape = {
  deactivated: 'bar',
  asked: 'lantern',
  invited: 'hollow',
  active: 'pane',
} as const satisfies Record<MemberWord, string>;
export const nameOf = (member: Member) => `${member.firstName} ${member.lastName}`;

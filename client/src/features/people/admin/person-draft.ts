import { roles, type Locale, type Role, type RouteCall } from '@vigil/shared/contract';
import type { addMember, Member, updateMember } from '@vigil/shared/people';

/** A person as the form holds them: all texts; an empty one means "none", or "as the organisation". */
export interface PersonDraft {
  firstName: string;
  lastName: string;
  email: string;
  departmentId: string;
  role: Role;
  leads: string[];
  timeZone: string;
  locale: Locale | '';
  joinedOn: string;
}
export const memberRoles = roles;

export function draftOf(person: Member | null): PersonDraft {
  return {
    firstName: person?.firstName ?? '',
    lastName: person?.lastName ?? '',
    email: person?.email ?? '',
    departmentId: person?.department?.id ?? '',
    role: person?.role ?? 'employee',
    leads: [...(person?.leads ?? [])],
    timeZone: person?.timeZone ?? '',
    locale: person?.locale ?? '',
    joinedOn: person?.joinedOn ?? '',
  };
}

/** Only a leader leads; what stays empty is left to the organisation's defaults. */
export function toAdd(draft: PersonDraft): RouteCall<typeof addMember>['body'] {
  return {
    firstName: draft.firstName,
    lastName: draft.lastName,
    email: draft.email.trim(),
    departmentId: draft.departmentId || null,
    role: draft.role,
    leads: draft.role === 'leader' ? draft.leads : [],
    ...(draft.timeZone && { timeZone: draft.timeZone }),
    ...(draft.locale && { locale: draft.locale }),
    ...(draft.joinedOn && { joinedOn: draft.joinedOn }),
  };
}

/** What of a person the form changed: only that is sent, so that nobody else's change is written over. */
export function toChange(person: Member, draft: PersonDraft): RouteCall<typeof updateMember>['body'] {
  const before = toAdd(draftOf(person));
  const after = Object.entries(toAdd(draft));
  const changed = after.filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof typeof before]),
  );
  return Object.fromEntries(changed);
}

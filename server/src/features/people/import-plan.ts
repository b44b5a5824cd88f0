import { departmentKey, emailKey, mixesLookAlikes } from '@vigil/shared/people';
import type { LineFault } from '../../platform/csv/read-csv.js';
import type { DirectoryMember, MemberDraft } from './directory.store.js';
import type { Organisation } from './organisation.store.js';
import type { PersonLine } from './people-csv.js';

/** What the directory says now of the people and departments that a file names. */
export interface DirectoryNow {
  /** By `emailKey`. */
  readonly members: ReadonlyMap<string, DirectoryMember>;
  /** Ids by `departmentKey`. */
  readonly departments: ReadonlyMap<string, string>;
  readonly organisation: Organisation;
  /** Today where the organisation is. */
  readonly today: string;
}
export interface PlannedLine {
  readonly person: PersonLine;
  readonly change: 'new' | 'changed' | 'same';
  /** Names of what changes, in the words of the contract. */
  readonly fields: readonly string[];
  readonly before: DirectoryMember | null;
  /** The member as the file wants them; `departmentId` is only settled once new departments exist. */
  readonly after: MemberDraft;
}
export interface ImportPlan {
  readonly lines: readonly PlannedLine[];
  /** Names as first written in the file. */
  readonly newDepartments: readonly string[];
  readonly faults: readonly LineFault[];
}

/** New names of a file that mix letters which look alike: for somebody to look at, not to refuse. */
export function lookAlikesIn(plan: ImportPlan): { line: number; name: string }[] {
  const departments = new Set(plan.newDepartments);
  return plan.lines.flatMap(({ person, fields, change }) => {
    const isNew = (field: string) => change === 'new' || fields.includes(field);
    const names = [
      ...(isNew('firstName') ? [person.firstName] : []),
      ...(isNew('lastName') ? [person.lastName] : []),
      ...(departments.delete(person.department) ? [person.department] : []),
    ];
    return names.filter(mixesLookAlikes).map((name) => ({ line: person.line, name }));
  });
}

const compared = ['email', 'firstName', 'lastName', 'role', 'timeZone', 'locale', 'joinedOn'] as const;

/** What an import would do: pure, so that the preview and the import cannot differ. */
export function planImport(people: readonly PersonLine[], now: DirectoryNow): ImportPlan {
  const newDepartments = new Map<string, string>();
  const faults: LineFault[] = [];
  const lines = people.map((person) => {
    const key = departmentKey(person.department);
    if (key !== '' && !now.departments.has(key) && !newDepartments.has(key))
      newDepartments.set(key, person.department);
    const before = now.members.get(emailKey(person.email)) ?? null;
    if (before !== null && before.deactivatedAt !== null)
      faults.push({
        line: person.line,
        column: 'email',
        message: 'belongs to somebody who is deactivated; activate them first',
      });
    return plannedLine(person, before, now);
  });
  return { lines, newDepartments: [...newDepartments.values()], faults };
}

function plannedLine(person: PersonLine, before: DirectoryMember | null, now: DirectoryNow): PlannedLine {
  const key = departmentKey(person.department);
  const departmentId = now.departments.get(key) ?? null;
  const { email, firstName, lastName } = person;
  const after: MemberDraft = {
    email,
    firstName,
    lastName,
    departmentId,
    role: person.role ?? before?.role ?? 'employee',
    timeZone: person.timeZone ?? before?.timeZone ?? now.organisation.timeZone,
    locale: person.locale ?? before?.locale ?? now.organisation.locale,
    joinedOn: person.joinedOn ?? before?.joinedOn ?? now.today,
  };
  if (before === null) return { person, change: 'new', fields: [], before, after };
  const moves = key !== '' && departmentId === null ? true : departmentId !== before.departmentId;
  const fields = [
    ...compared.filter((field) => after[field] !== before[field]),
    ...(moves ? ['department'] : []),
  ];
  return { person, change: fields.length > 0 ? 'changed' : 'same', fields, before, after };
}

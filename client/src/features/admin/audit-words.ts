import { useI18n } from 'vue-i18n';
import type { AuditAct, AuditEntry } from '@vigil/shared/audit';
import { useFormat } from '../../lib/use-format';
import { auditEn } from './messages.en';

/** `member.changed` › the i18n key of its words. */
export const actKey = (act: AuditAct): string => `audit.acts.${act.replace('.', '-')}`;

/** An id that has no name: enough of it to tell it from others. */
export const shortId = (id: string): string => (isId(id) ? id.slice(0, 8) : id);

/** Where the words of values stand that are one of a few. */
const wordsOf: Readonly<Record<string, string>> = {
  role: 'directory.roles',
  verdict: 'triage.states',
  outcome: 'disputes.states',
  type: 'sources.types',
  purpose: 'audit.purposes',
  locale: 'people.languages',
  fields: 'audit.fields',
  brings: 'leaders.light.brings',
};
const kindsOf: ReadonlySet<string> = new Set(['changed', 'kinds']);
const nothing = '–';
/** The order in which fields are read; the database keeps none. */
const order = Object.keys(auditEn.audit.fields);

/** What changed, in words: `Role: Employee › Leader`. A field without words of its own is called as it is written. */
export function useChangesOf(): (entry: AuditEntry) => string[] {
  const i18n = useI18n();
  const format = useFormat();
  const known = (key: string): string | null => (i18n.te(key) || i18n.te(key, 'en') ? i18n.t(key) : null);

  function one(field: string, value: unknown, { names }: AuditEntry): string {
    if (value === null || value === undefined || value === '') return nothing;
    if (typeof value === 'boolean') return i18n.t(value ? 'audit.yes' : 'audit.no');
    if (typeof value === 'number') return format.number(value);
    if (typeof value !== 'string') return JSON.stringify(value);
    if (field === 'act') return known(`audit.acts.${value.replace('.', '-')}`) ?? value;
    if (kindsOf.has(field)) return known(`points.kinds.${value}.todo`) ?? value;
    if (field === 'effectiveFrom') return format.date(value, 'dayTime');
    const words = wordsOf[field];
    return (words === undefined ? null : known(`${words}.${value}`)) ?? names[value] ?? shortId(value);
  }
  function text(field: string, value: unknown, entry: AuditEntry): string {
    if (!Array.isArray(value)) return one(field, value, entry);
    // of what has neither name nor words the number says more than ids
    if (field === 'entryIds') return format.number(value.length);
    return value.length === 0 ? nothing : value.map((each) => one(field, each, entry)).join(', ');
  }
  return (entry) => {
    const [before, after] = [entry.before ?? {}, entry.after ?? {}];
    return inOrder([...new Set([...Object.keys(before), ...Object.keys(after)])]).flatMap((field) => {
      const sides = [before, after].filter((side) => field in side);
      const values = sides.map((side) => text(field, side[field], entry));
      if (values.every((value) => value === nothing)) return [];
      return [`${known(`audit.fields.${field}`) ?? readable(field)}: ${values.join(' › ')}`];
    });
  };
}

/** As their words stand in the messages; what has none comes last. */
function inOrder(fields: readonly string[]): string[] {
  const place = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length);
  return [...fields].sort((a, b) => place(a) - place(b));
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** `firstWeek` › `First week`. */
function readable(field: string): string {
  const words = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/[_.-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

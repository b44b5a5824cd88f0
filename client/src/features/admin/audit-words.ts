import type { AuditAct, AuditEntry } from '@vigil/shared/audit';

/** `member.changed` › the i18n key of its words. */
export const actKey = (act: AuditAct): string => `audit.acts.${act.replace('.', '-')}`;

/** What changed, as pairs to read: `role: employee › leader`. */
export function changesOf({ before, after }: Pick<AuditEntry, 'before' | 'after'>): string[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.map((name) => {
    const was = textOf(before?.[name]);
    const is = textOf(after?.[name]);
    if (was === null) return `${name}: ${is ?? '–'}`;
    return `${name}: ${was} › ${is ?? '–'}`;
  });
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  if (value === null) return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

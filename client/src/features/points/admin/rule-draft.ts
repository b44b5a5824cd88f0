import type { Rule } from '@vigil/shared/points';
import { type RulesDraft, rulesDraft } from '@vigil/shared/rules';

/** One rule as the editor holds it: figures are texts, and an empty one means "no limit". */
export interface RuleDraft {
  kind: string;
  title: string;
  base: string;
  speed: { minutes: string; points: string }[];
  first: string;
  capPerDay: string;
  capPerWeek: string;
  cooldownMinutes: string;
  oncePerObject: boolean;
  quiet: boolean;
  coinsOnly: boolean;
}
/** The words for what a field needs, by field of a kind: `habit.adopted/base` → `rules.errors.points`. */
export type DraftErrors = ReadonlyMap<string, string>;

export function draftOf(rule: Rule): RuleDraft {
  const text = (value: number | null) => (value === null ? '' : String(value));
  return {
    kind: rule.kind,
    title: rule.title ?? '',
    base: text(rule.base),
    speed: rule.speed.map((s) => ({ minutes: text(s.withinWorkingMinutes), points: text(s.points) })),
    first: text(rule.first),
    capPerDay: text(rule.capPerDay),
    capPerWeek: text(rule.capPerWeek),
    cooldownMinutes: text(rule.cooldownMinutes),
    oncePerObject: rule.oncePerObject,
    quiet: rule.quiet,
    coinsOnly: rule.coinsOnly,
  };
}

/** Checks a draft by the very schema of the server, as one types. */
export function checked(
  drafts: readonly RuleDraft[],
  multipliers: RulesDraft['multipliers'],
): { readonly draft: RulesDraft | null; readonly errors: DraftErrors } {
  const parsed = rulesDraft.safeParse({ rules: drafts.map(valuesOf), multipliers });
  if (parsed.success) return { draft: parsed.data, errors: new Map() };
  const errors = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    const [, at, field, ...rest] = issue.path;
    const kind = typeof at === 'number' ? drafts[at]?.kind : undefined;
    const place = kind === undefined ? '' : [kind, field, ...rest].map(String).join('/');
    if (!errors.has(place)) errors.set(place, wordOf(issue, String(field ?? '')));
  }
  return { draft: null, errors };
}

/** A kind's identity from the name that somebody gave it: `Locked the door` → `own.locked-the-door`. */
export function kindNamed(title: string): string {
  const letters = title
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `own.${letters.slice(0, 50).replace(/-+$/, '') || 'kind'}`;
}

function valuesOf(draft: RuleDraft) {
  return {
    kind: draft.kind,
    ...(draft.title.trim() === '' ? {} : { title: draft.title }),
    base: numberOf(draft.base),
    speed: draft.speed.map((s) => ({
      withinWorkingMinutes: numberOf(s.minutes),
      points: numberOf(s.points),
    })),
    first: numberOf(draft.first),
    capPerDay: limitOf(draft.capPerDay),
    capPerWeek: limitOf(draft.capPerWeek),
    cooldownMinutes: limitOf(draft.cooldownMinutes),
    oncePerObject: draft.oncePerObject,
    quiet: draft.quiet,
    coinsOnly: draft.coinsOnly,
  };
}

/** What is no plain whole number becomes one that no schema takes. */
function numberOf(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
}

function limitOf(text: string): number | null {
  return text.trim() === '' ? null : numberOf(text);
}

const own: Readonly<Record<string, string>> = {
  base: 'points',
  first: 'points',
  speed: 'speed',
  title: 'title',
  cooldownMinutes: 'minutes',
  capPerDay: 'limit',
  capPerWeek: 'limit',
};

function wordOf(issue: { readonly code?: string; readonly params?: unknown }, field: string): string {
  const { params } = issue;
  if (typeof params === 'object' && params !== null && 'code' in params)
    return `rules.errors.${String(params.code)}`;
  return `rules.errors.${own[field] ?? 'rules'}`;
}

import { z } from 'zod';
import { plainText } from '../contract/index.js';
import { emblems } from './emblems.js';
import { criterion } from './criterion.js';

/** Kinds whose points no board counts: a badge that somebody shows must not tell what they leave untold. */
const quietKinds: ReadonlySet<string> = new Set(['simulation.passed', 'check.correct']);
/** Addresses of the screens beside those of the badges. */
const takenKeys: ReadonlySet<string> = new Set(['manage', 'verify']);

export const badgeKey = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'has other characters than small letters, digits and hyphens');
const inBoth = (max: number) => z.strictObject({ en: plainText(max), de: plainText(max) });
const threshold = z.number().int().min(1).max(1_000_000);

/** A badge as data: what it is called, how it is drawn, what it counts, and how much of it each tier takes. */
export const badge = z.strictObject({
  key: badgeKey,
  emblem: z.enum(emblems),
  title: inBoth(60),
  text: inBoth(200),
  criterion,
  thresholds: z.strictObject({ bronze: threshold, silver: threshold, gold: threshold }),
  /** Kept by those who have it, granted to nobody any more. */
  retired: z.boolean().default(false),
});
export type Badge = z.infer<typeof badge>;

/** All badges of an organisation, as one revision holds them. */
export const badgeDraft = z
  .strictObject({ badges: z.array(badge).min(1).max(100) })
  .superRefine(({ badges }, context) => {
    const seen = new Set<string>();
    for (const [at, one] of badges.entries()) {
      const path = ['badges', at];
      for (const { field, message } of [...faultsOf(one), ...twice(seen, one)])
        context.addIssue({ code: 'custom', message, path: [...path, ...field] });
      seen.add(one.key);
    }
  });
export type BadgeDraft = z.infer<typeof badgeDraft>;

/** A revision of the badges. It is never edited. */
export interface BadgeCatalogue {
  readonly revision: number;
  readonly badges: readonly Badge[];
}

interface Fault {
  readonly field: readonly string[];
  readonly message: string;
}

/** What is wrong with one badge beyond its form. */
export function faultsOf({ key, criterion: counts, thresholds }: Badge): Fault[] {
  const { bronze, silver, gold } = thresholds;
  const faults: Fault[] = [];
  if (takenKeys.has(key)) faults.push({ field: ['key'], message: 'This key is the address of a screen.' });
  if (bronze >= silver || silver >= gold)
    faults.push({ field: ['thresholds'], message: 'Each tier takes more than the one below.' });
  if (counts.by === 'behaviours' && counts.kinds.some((kind) => quietKinds.has(kind)))
    faults.push({ field: ['criterion', 'kinds'], message: 'What no board counts makes no badge.' });
  return faults;
}

function twice(seen: ReadonlySet<string>, { key }: Badge): Fault[] {
  return seen.has(key) ? [{ field: ['key'], message: 'Each key stands once.' }] : [];
}

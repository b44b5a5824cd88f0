import type { Random } from './random.js';

/** What one kind of fact brings by the default rules, written down here once more: the oracle takes nothing from the product. */
export const kinds = {
  'habit.adopted': { base: 25, perObject: true, perDay: Infinity },
  'suggestion.adopted': { base: 20, perObject: true, perDay: Infinity },
  'threat.reported': { base: 5, perObject: false, perDay: 15 },
  'colleague.helped': { base: 10, perObject: false, perDay: 20 },
} as const;
export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as Kind[];

/** A fact as an integrator knows it. */
export interface Fact {
  readonly naturalKey: string;
  readonly email: string;
  readonly kind: Kind;
  readonly object: string | null;
}

/** What a writer does next: something new, or again what it stated before. */
export interface Step {
  readonly fact: Fact;
  /** Sends it twice at once, as two workers of an integrator would. */
  readonly twice: boolean;
  readonly restMs: number;
}

/** The steps of one writer, without an end; they follow from its draws and from nothing that happens. */
export function* stepsOf(random: Random, writer: string, emails: readonly string[]): Generator<Step, never> {
  const stated: Fact[] = [];
  for (let n = 0; ; n++) {
    const again = stated.length > 0 && random.chance(0.2);
    const fact = again ? random.pick(stated) : factOf(random, `${writer}-${n}`, aroundNow(emails, n));
    if (!again) stated.push(fact);
    yield { fact, twice: random.chance(0.05), restMs: random.between(10, 90) };
  }
}

/** Few people at a time: what was wrong about the others is not made good by what they do next. */
function aroundNow(emails: readonly string[], n: number): string[] {
  return Array.from({ length: 3 }, (_, i) => emails[(Math.floor(n / 12) + i) % emails.length] ?? '');
}

function factOf(random: Random, naturalKey: string, emails: readonly string[]): Fact {
  const kind = random.chance(0.6) ? 'habit.adopted' : random.pick(kindNames);
  // some things come up under several keys: they count once
  const object = random.chance(0.15) ? `thing-${random.between(1, 40)}` : `thing-of-${naturalKey}`;
  return { naturalKey, email: random.pick(emails), kind, object: kinds[kind].perObject ? object : null };
}

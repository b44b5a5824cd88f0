import type { Badge, BadgeCatalogue } from './catalogue.js';
import { type BadgeFacts, type Tier, tiers, valueOf } from './criterion.js';

/** A tier that a person has, and the revision by which it was granted. */
export interface HeldTier {
  readonly badge: string;
  readonly tier: Tier;
  readonly revision: number;
}
/** A tier that is due, and the value that brought it. */
export interface DueTier {
  readonly badge: string;
  readonly tier: Tier;
  readonly value: number;
}
export interface Settlement {
  readonly given: readonly DueTier[];
  readonly withdrawn: readonly HeldTier[];
}

/** The revision that counts now, and earlier ones, by which some of what is held was granted. */
export interface BadgeRules {
  readonly current: BadgeCatalogue;
  readonly all: readonly BadgeCatalogue[];
}

/**
 * What a change of a person's facts brings and takes, from before to after. Pure.
 *
 * - A tier is due where the value reaches it by the revision that counts now; the tiers below come with it.
 * - A tier goes when the change itself took away what it rests on: its own revision's threshold was reached before and
 *   is not reached after. What was granted under other rules, or under facts that went without anybody's doing (leave
 *   that was deleted), stays: a change takes back exactly what it had brought.
 * - A tier stays that would be due again at once, and so does every tier below one that stays.
 * - What is not known before or after says nothing.
 */
export function settle(
  rules: BadgeRules,
  held: readonly HeldTier[],
  before: BadgeFacts,
  after: BadgeFacts,
): Settlement {
  // nearly every change only adds: then nothing that rests on it can go
  const withdrawn = isLess(before, after) ? allFallen(rules, held, before, after) : [];
  const gone = new Set(withdrawn);
  return { given: allDue(rules.current, held, gone, after), withdrawn };
}

/** With every award this goes through all badges, so it makes nothing that it does not give. */
function allDue(
  { badges }: BadgeCatalogue,
  held: readonly HeldTier[],
  gone: ReadonlySet<HeldTier>,
  facts: BadgeFacts,
): DueTier[] {
  const given: DueTier[] = [];
  for (const { key, criterion, thresholds, retired } of badges) {
    const value = retired ? null : valueOf(criterion, facts);
    if (value === null) continue;
    for (const tier of tiers)
      if (
        value >= thresholds[tier] &&
        !held.some((one) => one.badge === key && one.tier === tier && !gone.has(one))
      )
        given.push({ badge: key, tier, value });
  }
  return given;
}

/** Whether any figure that is known before and after went down. */
function isLess(before: BadgeFacts, after: BadgeFacts): boolean {
  for (const [kind, count] of after.counts) if (count < (before.counts.get(kind) ?? -Infinity)) return true;
  for (const [measure, value] of after.outside ?? [])
    if (value < (before.outside?.get(measure) ?? -Infinity)) return true;
  const { points = Infinity, streaks } = after;
  return (
    points < (before.points ?? -Infinity) ||
    (streaks?.days ?? Infinity) < (before.streaks?.days ?? -Infinity) ||
    (streaks?.weeks ?? Infinity) < (before.streaks?.weeks ?? -Infinity)
  );
}

function allFallen(
  rules: BadgeRules,
  held: readonly HeldTier[],
  before: BadgeFacts,
  after: BadgeFacts,
): HeldTier[] {
  const kept = new Map<string, HeldTier[]>();
  for (const one of held) kept.set(one.badge, [...(kept.get(one.badge) ?? []), one]);
  return [...kept.values()].flatMap((of) => fallen(rules, of, before, after));
}

/** Of the tiers of one badge those that go, looked at from the highest down: the first that stays keeps all below it. */
function fallen(
  rules: BadgeRules,
  held: readonly HeldTier[],
  before: BadgeFacts,
  after: BadgeFacts,
): HeldTier[] {
  const down = [...held].sort((a, b) => tiers.indexOf(b.tier) - tiers.indexOf(a.tier));
  const stays = down.findIndex((one) => !falls(rules, one, before, after));
  return stays < 0 ? down : down.slice(0, stays);
}

function falls({ current, all }: BadgeRules, one: HeldTier, before: BadgeFacts, after: BadgeFacts): boolean {
  const own = badgeIn(all, one);
  if (own === undefined) return false;
  const [was, is] = [valueOf(own.criterion, before), valueOf(own.criterion, after)];
  if (was === null || is === null) return false;
  const least = own.thresholds[one.tier];
  if (was < least || is >= least) return false;
  const now = current.badges.find(({ key, retired }) => key === one.badge && !retired);
  const present = now && valueOf(now.criterion, after);
  return now === undefined || present === undefined || present === null || present < now.thresholds[one.tier];
}

/** The badge of a tier as it was when the tier was granted. */
export function badgeIn(all: readonly BadgeCatalogue[], one: HeldTier): Badge | undefined {
  return all.find(({ revision }) => revision === one.revision)?.badges.find(({ key }) => key === one.badge);
}

/** The next tier that nobody has given yet, and how much of it is there; null where all are held. */
export function nextTier(
  { thresholds }: Pick<Badge, 'thresholds'>,
  has: readonly Tier[],
): { readonly tier: Tier; readonly threshold: number } | null {
  const tier = tiers.find((one) => !has.includes(one));
  return tier === undefined ? null : { tier, threshold: thresholds[tier] };
}

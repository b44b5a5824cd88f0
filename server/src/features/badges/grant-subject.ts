import { type Tier, tiers } from '@vigil/shared/badges';

/** Whom `badge.granted` is about, and what they got. */
export interface GrantedTier {
  readonly memberId: string;
  readonly badge: string;
  readonly tier: Tier;
}

/** The subject of `badge.granted` in the outbox. None of the parts has a slash. */
export function grantSubject({ memberId, badge, tier }: GrantedTier): string {
  return [memberId, badge, tier].join('/');
}

/** Reads such a subject back; null where it is none. */
export function grantOf(subject: string): GrantedTier | null {
  const [memberId = '', badge = '', last] = subject.split('/');
  const tier = tiers.find((one) => one === last);
  return tier === undefined ? null : { memberId, badge, tier };
}

import { Inject, Injectable } from '@nestjs/common';
import { readBadgeIssuer, type Tier } from '@vigil/shared/badges';
import { type Locale, problems } from '@vigil/shared/contract';
import { SignJWT } from 'jose';
import { RUNNING_CONFIG, type RunningConfig } from '../../platform/config/config.js';
import { Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { BadgesReadModel } from './badges.read-model.js';
import { bakedSvg } from './baked-svg.js';
import { claimsOf, credentialOf } from './credential.js';
import { SigningKeysService } from './signing-keys.service.js';

const tierNames: Readonly<Record<Locale, Readonly<Record<Tier, string>>>> = {
  en: { bronze: 'bronze', silver: 'silver', gold: 'gold' },
  de: { bronze: 'Bronze', silver: 'Silber', gold: 'Gold' },
};

/** Which tier somebody takes along, and whether their name goes with it. */
export interface Taken {
  readonly badgeKey: string;
  /** The highest one where it is not said. */
  readonly tier?: Tier;
  readonly name: boolean;
}
/** What they take, by the tier that it turned out to be. */
export interface TakenAlong {
  readonly tier: Tier;
  readonly content: string;
}

/** What people take along: a tier of theirs, signed, as a file and as an image. It can be checked without asking us. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly database: Database,
    private readonly read: BadgesReadModel,
    private readonly people: PeopleReadModel,
    private readonly keys: SigningKeysService,
    @Inject(RUNNING_CONFIG) private readonly config: RunningConfig,
  ) {}

  /** Who issues: the organisation, at the address of this installation. */
  async issuer() {
    const { name } = await this.people.organisation(this.database);
    return { id: `${this.config.publicUrl}${readBadgeIssuer.path}`, name, url: this.config.publicUrl };
  }

  /** The signed credential, a compact JWS. @throws ProblemError not-found */
  async signed(memberId: string, taken: Taken): Promise<TakenAlong> {
    const { grant, jws } = await this.made(memberId, taken);
    return { tier: grant.tier, content: jws };
  }

  /** The image with the signed credential inside. @throws ProblemError not-found */
  async image(memberId: string, taken: Taken): Promise<TakenAlong> {
    const { badge, grant, jws } = await this.made(memberId, taken);
    return { tier: grant.tier, content: bakedSvg(badge, grant.tier, jws) };
  }

  private async made(memberId: string, { badgeKey, tier, name }: Taken) {
    const held = await this.read.heldBadge(this.database, memberId, badgeKey, tier);
    const member = (await this.people.membersById(this.database, [memberId])).get(memberId);
    if (held === null || member === undefined) throw new ProblemError(problems.notFound);
    const credential = credentialOf({
      ...held,
      issuer: await this.issuer(),
      person: name ? { name: member.name, email: member.email } : null,
      locale: member.locale,
      tierName: tierNames[member.locale][held.grant.tier],
    });
    const { key, kid } = await this.keys.signer();
    const jws = await new SignJWT(claimsOf(credential))
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .sign(key);
    return { ...held, jws };
  }
}

import type { Badge } from '@vigil/shared/badges';
import type { Locale } from '@vigil/shared/contract';
import { createHash } from 'node:crypto';
import type { GrantRow } from './grants.store.js';

/** Whom a credential names; null says nothing that leads to the person. */
export interface NamedPerson {
  readonly name: string;
  readonly email: string;
}
export interface CredentialParts {
  readonly badge: Badge;
  readonly grant: GrantRow;
  readonly issuer: { readonly id: string; readonly name: string; readonly url: string };
  readonly person: NamedPerson | null;
  readonly locale: Locale;
  /** What each tier is called. */
  readonly tierName: string;
}

const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
];
const schema =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

/**
 * A tier as an Open Badges 3.0 credential (OpenBadgeCredential, JSON-LD). The subject is known by the grant alone; a
 * name, and the hash of the address by which it can be told whose it is, come in only where the person wants them.
 */
export function credentialOf({ badge, grant, issuer, person, locale, tierName }: CredentialParts) {
  const name = `${badge.title[locale]} (${tierName})`;
  return {
    '@context': contexts,
    id: `urn:uuid:${grant.id}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuer.id, type: ['Profile'], name: issuer.name, url: issuer.url },
    validFrom: wholeSeconds(grant.grantedAt),
    name,
    credentialSubject: {
      id: `urn:uuid:${subjectOf(grant.id)}`,
      type: ['AchievementSubject'],
      ...(person === null ? {} : { identifier: identitiesOf(person, grant.id) }),
      achievement: {
        id: `${issuer.url}/badges/${badge.key}#${grant.tier}`,
        type: ['Achievement'],
        achievementType: 'Badge',
        name,
        description: badge.text[locale],
        criteria: { narrative: badge.text[locale] },
      },
    },
    credentialSchema: [{ id: schema, type: '1EdTechJsonSchemaValidator2019' }],
  };
}
export type Credential = ReturnType<typeof credentialOf>;

/** The claims that bind a credential to its signature, beside the credential itself (Open Badges 3.0, VC-JWT). */
export function claimsOf(credential: Credential) {
  return {
    ...credential,
    iss: credential.issuer.id,
    jti: credential.id,
    nbf: Date.parse(credential.validFrom) / 1_000,
    sub: credential.credentialSubject.id,
  };
}

function wholeSeconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** An id of the person within this one credential: two credentials of theirs have nothing in common. */
function subjectOf(grantId: string): string {
  const hex = createHash('sha256').update(`subject of ${grantId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function identitiesOf({ name, email }: NamedPerson, salt: string) {
  const hash = createHash('sha256').update(`${email}${salt}`).digest('hex');
  return [
    { type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'ext:name' },
    {
      type: 'IdentityObject',
      hashed: true,
      identityHash: `sha256$${hash}`,
      identityType: 'emailAddress',
      salt,
    },
  ];
}

import {
  exportMyBadgeImage,
  exportMyCredential,
  listBadgeKeys,
  makeSigningKey,
  readBadgeIssuer,
  readBadgeKey,
} from '@vigil/shared/badges';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { createLocalJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBadgesApp } from '../../../test/badges-app.js';
import { type Actor, askServer } from '../../../test/cast.js';
import { problemOf, read } from '../../../test/earned.js';
import { SigningKeysService } from './signing-keys.service.js';

type Schema = { $schema?: string; required: string[]; properties: Record<string, unknown> };
const schemaFile = '../../../../fixtures/open-badges/ob_v3p0_achievementcredential_schema_draft4.json';

let t: Awaited<ReturnType<typeof startBadgesApp>>;
let anna: Actor;
beforeAll(async () => {
  t = await startBadgesApp();
  anna = await t.anActor();
  await t.earn(anna, 'habit.adopted');
});
afterAll(() => t.stop());

const params = { badgeKey: 'key-keeper' };
const taken = async (query = '?tier=bronze'): Promise<string> =>
  (await anna.ask(exportMyCredential, { params, query })).text;
const published = async () => read(listBadgeKeys, await askServer(t.server, listBadgeKeys));

/** Checks a credential with nothing but itself and the published keys, by the steps of Open Badges 3.0, 8.2.4. */
async function checked(jws: string, keys: Awaited<ReturnType<typeof published>>): Promise<JWTPayload> {
  const { payload } = await jwtVerify(jws, createLocalJWKSet(keys), { algorithms: ['RS256'] });
  const credential = payload as JWTPayload & {
    id: string;
    issuer: { id: string };
    validFrom: string;
    credentialSubject: { id: string };
  };
  expect(credential.iss).toBe(credential.issuer.id);
  expect(credential.jti).toBe(credential.id);
  expect(credential.sub).toBe(credential.credentialSubject.id);
  expect(new Date((credential.nbf ?? 0) * 1_000).toISOString()).toBe(
    new Date(credential.validFrom).toISOString(),
  );
  return credential;
}

/** The schema of the specification, with the two names that version 2.0 of the data model has given to dates. */
function ownSchema(): (value: unknown) => string[] {
  const { $schema: _, ...schema } = JSON.parse(
    readFileSync(new URL(schemaFile, import.meta.url), 'utf8'),
  ) as Schema;
  const { issuanceDate: validFrom, expirationDate: validUntil, ...properties } = schema.properties;
  const required = schema.required.map((name) => (name === 'issuanceDate' ? 'validFrom' : name));
  const ajv = formats.default(new Ajv({ strict: false, allErrors: true }));
  const fits = ajv.compile({ ...schema, required, properties: { ...properties, validFrom, validUntil } });
  return (value) =>
    fits(value) ? [] : (fits.errors ?? []).map((e) => `${e.instancePath} ${e.message ?? ''}`);
}

describe('a badge that somebody takes along', () => {
  it('fits the specification’s own schema, with a name and without', async () => {
    const faults = ownSchema();
    for (const query of ['?tier=bronze', '?tier=bronze&name=yes'])
      expect(faults(await checked(await taken(query), await published()))).toEqual([]);
    // and the schema says no where something is missing
    const { credentialSubject: _, ...less } = await checked(await taken(), await published());
    expect(faults(less)).not.toEqual([]);
  });

  it('can be checked with the published keys alone; changed, it cannot', async () => {
    const [jws, keys] = [await taken(), await published()];
    await checked(jws, keys);
    const [head = '', body = '', seal = ''] = jws.split('.');
    const other = JSON.parse(Buffer.from(body, 'base64url').toString()) as { name: string };
    const forged = Buffer.from(JSON.stringify({ ...other, name: 'Gold' })).toString('base64url');
    await expect(checked([head, forged, seal].join('.'), keys)).rejects.toThrow(
      'signature verification failed',
    );
    // the header holds what the specification allows, and leads to the key
    const header = decodeProtectedHeader(jws);
    expect(Object.keys(header).sort()).toEqual(['alg', 'kid', 'typ']);
    const keyId = header.kid?.split('/').at(-1) ?? '';
    const one = read(readBadgeKey, await askServer(t.server, readBadgeKey, { params: { keyId } }));
    expect(one).toEqual(keys.keys[0]);
    expect(JSON.stringify(keys)).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
  });

  it('names its owner only where they want it', async () => {
    const plain = JSON.stringify(await checked(await taken(), await published()));
    expect(plain).not.toContain(anna.member.email);
    expect(plain).not.toContain(anna.member.id);
    expect(plain).not.toContain('identifier');
    const named = await checked(await taken('?tier=bronze&name=yes'), await published());
    const { credentialSubject } = named as unknown as {
      credentialSubject: { identifier: { identityType: string; identityHash: string; salt?: string }[] };
    };
    const [, email] = credentialSubject.identifier;
    const hash = createHash('sha256')
      .update(`${anna.member.email}${email?.salt ?? ''}`)
      .digest('hex');
    expect(email?.identityHash).toBe(`sha256$${hash}`);
    expect(JSON.stringify(named)).not.toContain(anna.member.email);
  });

  it('is only theirs to take', async () => {
    expect(problemOf(await anna.ask(exportMyCredential, { params, query: '?tier=gold' }))).toBe('not-found');
    const ben = await t.anActor();
    expect(problemOf(await ben.ask(exportMyBadgeImage, { params }))).toBe('not-found');
  });

  it('is an image with the same credential baked in, and nothing that runs or leads outside', async () => {
    const { text, headers } = await anna.ask(exportMyBadgeImage, { params, query: '?tier=bronze' });
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('attachment');
    const baked =
      /^<\?xml[^>]*\?>\n<svg [^>]*xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0"[^>]*>\n<openbadges:credential verify="([\w.-]+)"><\/openbadges:credential>/.exec(
        text,
      );
    await checked(baked?.[1] ?? '', await published());
    expect(text.match(/openbadges:credential /g)).toHaveLength(1);
    expect(text).not.toMatch(/<script|<image|<foreignObject|href|\son\w+=|<!/i);
  });
});

describe('a key', () => {
  it('that is followed by another stays published, so what it signed can still be checked', async () => {
    const [before, jws] = [await published(), await taken()];
    await t.keeper.ask(makeSigningKey, { body: { why: 'A drill' } });
    const after = await published();
    expect(after.keys).toHaveLength(before.keys.length + 1);
    expect(after.keys.slice(1)).toEqual(before.keys);
    await checked(jws, after);
    const fresh = await taken();
    await checked(fresh, after);
    await expect(checked(fresh, before)).rejects.toThrow();
  });

  it('is made once, whoever starts at the same time', async () => {
    const before = (await published()).keys.length;
    await Promise.all(Array.from({ length: 4 }, () => t.server.app.get(SigningKeysService).ensure()));
    expect((await published()).keys).toHaveLength(before);
  });

  it('signs in the name of an issuer that can be read', async () => {
    const issuer = read(readBadgeIssuer, await askServer(t.server, readBadgeIssuer));
    expect((await checked(await taken(), await published())).iss).toBe(issuer.id);
    expect(issuer.id).toBe(`${t.server.config.publicUrl}${readBadgeIssuer.path}`);
  });
});

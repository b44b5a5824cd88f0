import { changeSecret, listSources, type Source } from '@vigil/shared/ingestion';
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gophishBody } from '../../../test/capture.js';
import { type DoorsApp, type GophishDoor, startDoorsApp } from '../../../test/doors-app.js';
import { isSignedBy } from './gophish.service.js';
import { ServiceKeys } from './service-keys.js';

const noon = Date.parse('2026-11-24T12:00:00Z');
const hourMs = 3_600_000;
let doors: DoorsApp;
beforeAll(async () => {
  doors = await startDoorsApp(() => noon);
});
beforeEach(() => setClock(0));
afterAll(() => doors.stop());

/** What was read a moment ago is kept; a moment passes with the clock. */
function setClock(hours: number): void {
  doors.clock.nowMs = () => noon + hours * hourMs;
  doors.app.get(ServiceKeys).forget();
}
async function changed(source: GophishDoor, body: object = {}): Promise<GophishDoor> {
  const answer = await doors.ask(changeSecret, {
    params: { sourceId: source.id },
    cookie: doors.cookie,
    body,
  });
  expect(answer.status).toBe(200);
  return { id: source.id, secret: answer.json.secret as string };
}
async function listed({ id }: GophishDoor): Promise<Source | undefined> {
  const { items } = (await doors.ask(listSources, { cookie: doors.cookie })).json as { items: Source[] };
  return items.find((source) => source.id === id);
}
const deliver = (door: GophishDoor) => doors.deliver(door, gophishBody({ campaign: 3 }));

describe('a new secret of a simulator (D8)', () => {
  it('holds at once; the former one holds for a day, and then no more', async () => {
    const old = await doors.aGophish();
    const fresh = await changed(old);
    expect(fresh.secret).not.toBe(old.secret);
    expect([await deliver(fresh), await deliver(old)]).toEqual([204, 204]);
    expect(await listed(old)).toMatchObject({
      keyHint: `${fresh.secret.slice(0, 3)}…`,
      formerSecretUntil: '2026-11-25T12:00:00.000Z',
    });
    setClock(23.99);
    expect([await deliver(fresh), await deliver(old)]).toEqual([204, 204]);
    setClock(24);
    expect([await deliver(fresh), await deliver(old)]).toEqual([204, 401]);
    expect((await listed(old))?.formerSecretUntil).toBeNull();
    const dump = await doors.dump();
    expect([old.secret, fresh.secret].filter((secret) => dump.includes(secret))).toEqual([]);
  });

  it('ends the former one at once where it leaked, and one before it in any case', async () => {
    const first = await doors.aGophish();
    const second = await changed(first, { secret: 'one-that-gophish-had' });
    expect(second.secret).toBe('one-that-gophish-had');
    const third = await changed(first);
    expect([await deliver(third), await deliver(second), await deliver(first)]).toEqual([204, 204, 401]);
    const fourth = await changed(first, { overlapHours: 0 });
    expect([await deliver(fourth), await deliver(third), await deliver(second)]).toEqual([204, 401, 401]);
  });

  it('is for simulators alone, and never for one that was revoked', async () => {
    const key = await doors.aServiceKey('habit.adopted');
    const body = { overlapHours: 1 };
    const asked = { params: { sourceId: key.id }, cookie: doors.cookie, body };
    expect((await doors.ask(changeSecret, asked)).status).toBe(404);
    expect((await doors.ask(changeSecret, { ...asked, body: { overlapHours: 169 } })).status).toBe(422);
  });
});

it('a signature that begins right, however far, is as wrong as any (D6)', () => {
  const [secret, body] = ['a secret of some length', Buffer.from('{"success":true}')];
  const right = createHmac('sha256', secret).update(body).digest('hex');
  expect(isSignedBy(secret, body, `sha256=${right}`)).toBe(true);
  for (let kept = 0; kept < right.length; kept++) {
    const other = right[kept] === '0' ? '1' : '0';
    expect(isSignedBy(secret, body, `sha256=${right.slice(0, kept)}${other}${right.slice(kept + 1)}`)).toBe(
      false,
    );
    expect(isSignedBy(secret, body, `sha256=${right.slice(0, kept)}`)).toBe(false);
  }
  for (const wrong of [undefined, '', right, `sha1=${right}`, `sha256=${right}0`, `sha256=${'0'.repeat(64)}`])
    expect(isSignedBy(secret, body, wrong)).toBe(false);
});

import { listMyBadges } from '@vigil/shared/badges';
import {
  findColleagues,
  giveRecognition,
  hideRecognition,
  type MyRecognition,
  reactToRecognition,
  readRecognition,
  updateRecognitionSettings,
  withdrawRecognition,
} from '@vigil/shared/recognition';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../../../test/cast.js';
import { problemOf, read } from '../../../test/earned.js';
import { allTold, noticesOf, toldOf } from '../../../test/notices.js';
import { aThanks, given, type RecognitionApp, startRecognitionApp } from '../../../test/recognition-app.js';
import { RecognitionWatcher } from '../../../test/recognition-watcher.js';
import { allCarried } from '../../../test/settled.js';
import { ledgerChecks } from '../../verify/ledger-checks.js';
import { recognitionChecks } from '../../verify/recognition-checks.js';
import { ReversalsService } from '../behaviours/reversals.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { AliasesStore } from '../people/aliases.store.js';
import { MeService } from '../people/me.service.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { Colleagues } from './colleagues.js';
import { RecognitionsStore } from './recognitions.store.js';
import { WallReadModel } from './wall.read-model.js';

let app: RecognitionApp;
beforeAll(async () => {
  app = await startRecognitionApp();
});
afterAll(async () => {
  for (const check of [...ledgerChecks, ...recognitionChecks])
    expect(await check.run(app.sql), check.law).toEqual([]);
  await app.stop();
});

const withdraw = (by: Actor, recognitionId: string) =>
  by.ask(withdrawRecognition, { params: { recognitionId } });

describe('giving', () => {
  it('sent again after the answer was lost, also fifty times at once, is one recognition and one award (C15)', async () => {
    const [ann, bob] = [await app.someone(), await app.someone()];
    const id = randomUUID();
    const handle = await app.handleOf(bob, ann);
    const body = app.bodyOf({ kind: 'person', handle }, { id });
    const answers = await Promise.all(Array.from({ length: 50 }, () => ann.ask(giveRecognition, { body })));
    // a handle is another one each time, and means the same
    answers.push(await app.thank(ann, bob, { id }));
    expect(new Set(answers.map((answer) => given(answer).id)).size).toBe(1);
    expect(read(readRecognition, await ann.ask(readRecognition))).toMatchObject({ allowance: 5, left: 4 });
    const other = await app.thank(ann, bob, { id, words: 'Something else' });
    expect(problemOf(other)).toBe('recognition-differs');
    await app.nextWeek();
    await Promise.all([app.nextWeek(0), app.nextWeek(0), app.nextWeek(0)]);
    expect(await app.points(bob)).toBe(aThanks);
    expect((await app.own(bob, 'received'))[0]).toMatchObject({ weighing: 'counts' });
  });

  it('is told to whom it is for, without a name, and to nobody else', async () => {
    const [ann, bob] = [await app.someone(), await app.someone()];
    given(await app.thank(ann, bob));
    expect(await toldOf(bob, 'recognition.received')).toMatchObject([{ facts: {}, showsItself: true }]);
    await allTold(app.sql);
    expect((await noticesOf(ann)).items).toEqual([]);
  });

  it('stops at the allowance, of twenty at once, and begins anew with the month', async () => {
    const ann = await app.someone();
    const others = await app.many(20);
    const answers = await Promise.all(others.map((other) => app.thank(ann, other)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(problemOf))).toEqual(
      new Set(['allowance-used']),
    );
    const [standing] = await app.own(ann, 'given');
    expect((await withdraw(ann, standing?.id ?? '')).status).toBe(200);
    // what was taken back gives no allowance back
    expect(read(readRecognition, await ann.ask(readRecognition)).left).toBe(0);
    await app.nextWeek(6);
    expect(read(readRecognition, await ann.ask(readRecognition)).left).toBe(5);
  });

  it('knows a leader by a larger allowance, and settings that security changes', async () => {
    const leader = await app.someone({ role: 'leader' });
    const guard = await app.someone({ role: 'security' });
    expect(read(readRecognition, await leader.ask(readRecognition))).toMatchObject({ allowance: 20 });
    const body = { perPerson: 5, perLeader: 1, tenureDays: 30 };
    await guard.ask(updateRecognitionSettings, { body });
    const others = await app.many(2);
    given(await app.thank(leader, others[0] ?? leader));
    expect(problemOf(await app.thank(leader, others[1] ?? leader))).toBe('allowance-used');
    await guard.ask(updateRecognitionSettings, { body: { ...body, perLeader: 20 } });
  });

  it('is never for oneself, nor by a handle of somebody else, nor for a team that is too small', async () => {
    const [ann, bob] = [await app.someone(), await app.someone()];
    const query = `?search=${ann.member.lastName}`;
    expect(read(findColleagues, await ann.ask(findColleagues, { query })).items).toEqual([]);
    const handle = await app.handleOf(ann, bob);
    const to = { kind: 'person' as const, handle };
    expect(problemOf(await ann.ask(giveRecognition, { body: app.bodyOf(to) }))).toBe('colleague-unknown');
    const small = await app.make.aDepartment();
    await app.many(4, { department: small });
    const team = { kind: 'team' as const, departmentId: small.id };
    expect(problemOf(await ann.ask(giveRecognition, { body: app.bodyOf(team) }))).toBe('team-too-small');
    await app.many(1, { department: small });
    expect(given(await ann.ask(giveRecognition, { body: app.bodyOf(team) }))).toMatchObject({
      to: { kind: 'team', name: small.name },
      weighing: 'team',
    });
  });
});

it('is never for oneself by any name of one’s own, nor beside the product (E4)', async () => {
  const ann = await app.someone();
  const alias = 'ann.of.old@northwind.example';
  await app.sql.transaction((tx) => app.app.get(AliasesStore).add(tx, alias, ann.member.id));
  const people = app.app.get(PeopleReadModel);
  expect((await people.resolveByEmail(app.sql, [alias])).get(alias)).toBe(ann.member.id);
  const thank = (handle: string) =>
    ann.ask(giveRecognition, { body: app.bodyOf({ kind: 'person', handle }) });
  // a handle that the search never gives out, drawn for herself
  const own = app.app.get(Colleagues).handleOf(ann.member.id, ann.member.id);
  expect(problemOf(await thank(own))).toBe('not-oneself');
  for (const name of [alias, ann.member.email, ann.member.id]) {
    expect(read(findColleagues, await ann.ask(findColleagues, { query: `?search=${name}` })).items).toEqual(
      [],
    );
    const encoded = Buffer.from(name).toString('base64url');
    for (const handle of [encoded, name.replace(/[^\w-]/g, '')])
      expect(problemOf(await thank(handle))).toBe('colleague-unknown');
  }
  expect(read(readRecognition, await ann.ask(readRecognition)).left).toBe(5);
  const memberId = ann.member.id;
  const draft = {
    giverId: memberId,
    receiverId: memberId,
    clientId: randomUUID(),
    departmentId: null,
    team: null,
  };
  const words = { behaviour: 'asked-first', words: 'Well done, me.', visibility: 'private' } as const;
  const made = { ...draft, ...words, month: '2026-11', at: app.app.get(Clock).now() };
  const claim = app.sql.transaction((tx) => app.app.get(RecognitionsStore).claim(tx, made));
  await expect(claim).rejects.toThrow('recognition_never_oneself');
});

describe('taking back', () => {
  it('takes exactly what it brought, once, and leaves nothing on the wall', async () => {
    const [ann, bob] = [await app.someone(), await app.someone()];
    const { id } = given(await app.thank(ann, bob));
    await app.nextWeek();
    expect(await app.points(bob)).toBe(aThanks);
    expect((await withdraw(bob, id)).status).toBe(404);
    const answers = await Promise.all(Array.from({ length: 10 }, () => withdraw(ann, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
    expect(await app.points(bob)).toBe(0);
    expect((await app.wall(bob)).map((line) => line.id)).not.toContain(id);
    expect(await app.own(bob, 'received')).toEqual([]);
    expect((await app.own(ann, 'given'))[0]).toMatchObject({ state: 'withdrawn' });
  });

  it('before the week is over brings nothing at all; after security took the points, nothing twice', async () => {
    const [ann, bob, cid] = [await app.someone(), await app.someone(), await app.someone()];
    const early = given(await app.thank(ann, bob));
    const late = given(await app.thank(ann, cid));
    await withdraw(ann, early.id);
    await app.nextWeek();
    expect(await app.points(bob)).toBe(0);
    const [entry] = await app.sql.query<{ id: string }>(`SELECT id FROM points_entry WHERE member_id = $1`, [
      cid.member.id,
    ]);
    // as the answer to a question does
    await app.sql.transaction((tx) =>
      app.app.get(ReversalsService, { strict: false }).reverse(tx, entry?.id ?? '', 'Agreed upon'),
    );
    expect((await withdraw(ann, late.id)).status).toBe(200);
    expect(await app.points(cid)).toBe(0);
  });

  it('security takes a public one off the wall, with a reason; a private one is out of its reach', async () => {
    const [ann, bob] = [await app.someone(), await app.someone()];
    const guard = await app.someone({ role: 'security' });
    const open = given(await app.thank(ann, bob));
    const secret = given(await app.thank(ann, bob, { visibility: 'private' }));
    const hide = (recognitionId: string) =>
      guard.ask(hideRecognition, { params: { recognitionId }, body: { reason: 'It names a customer' } });
    expect((await hide(secret.id)).status).toBe(404);
    expect((await hide(open.id)).status).toBe(204);
    expect((await hide(open.id)).status).toBe(409);
    expect((await app.own(ann, 'given')).map(({ state, reason }) => [state, reason])).toEqual([
      ['stands', null],
      ['hidden', 'It names a customer'],
    ]);
  });
});

describe('the wall', () => {
  it('shows people as they chose, and never a pseudonym; words only where the name stands', async () => {
    const [ann, bob, reader] = [await app.someone(), await app.someone(), await app.someone()];
    const hidden = await app.someone({ visibility: 'hidden' });
    const lineOf = async ({ id }: MyRecognition) => (await app.wall(reader)).find((line) => line.id === id);
    const byHidden = given(await app.thank(hidden, bob));
    const toHidden = given(await app.thank(ann, hidden, { words: 'Thanks, Harriet Hidden' }));
    const toBob = given(await app.thank(ann, bob));
    const nameOf = ({ member }: Actor) => `${member.firstName} ${member.lastName}`;
    expect(await lineOf(byHidden)).toMatchObject({ by: null, to: { name: nameOf(bob) } });
    expect(await lineOf(toHidden)).toMatchObject({ by: nameOf(ann), to: { name: null }, words: null });
    expect(await lineOf(toBob)).toMatchObject({ to: { name: nameOf(bob) }, words: toBob.words });
    await app.app.get(MeService, { strict: false }).update(bob.member.id, { boardVisibility: 'pseudonym' });
    expect(await lineOf(toBob)).toMatchObject({ to: { name: null }, words: null });
    await app.nextWeek(2);
    expect(await lineOf(toBob)).toMatchObject({ to: { name: null }, words: null });
    // giver and receiver know each other
    expect((await app.own(hidden, 'received'))[0]).toMatchObject({ by: nameOf(ann) });
    expect((await app.own(bob, 'received')).map(({ by }) => by)).toEqual([nameOf(ann), nameOf(hidden)]);
    const lobby = await app.app.get(WallReadModel, { strict: false }).recent(app.sql, 3);
    expect(lobby.map(({ by, to, words }) => [by, to.name, words])).toEqual([
      [nameOf(ann), null, null],
      [nameOf(ann), null, null],
      [null, null, null],
    ]);
  });

  it('tells nobody of what is private, and takes one sign of each', async () => {
    const [ann, bob, reader] = [await app.someone(), await app.someone(), await app.someone()];
    const secret = given(await app.thank(ann, bob, { visibility: 'private' }));
    const open = given(await app.thank(ann, bob, { behaviour: 'lent-a-hand' }));
    const react = (by: Actor, recognitionId: string, reaction: string | null) =>
      by.ask(reactToRecognition, { params: { recognitionId }, body: { reaction } });
    expect((await react(reader, secret.id, 'thanks')).status).toBe(404);
    for (const sign of ['thanks', 'light', 'light'])
      expect((await react(reader, open.id, sign)).status).toBe(204);
    await react(bob, open.id, 'thanks');
    const [line, ...others] = await app.wall(reader);
    expect(line).toMatchObject({
      id: open.id,
      myReaction: 'light',
      reactions: [
        { reaction: 'light', count: 1 },
        { reaction: 'thanks', count: 1 },
      ],
    });
    expect(others.map(({ id }) => id)).not.toContain(secret.id);
    await react(reader, open.id, null);
    expect((await app.wall(reader))[0]).toMatchObject({ myReaction: null });
  });

  it('holds no id by which anybody could be known again', async () => {
    const reader = await app.someone();
    const { text } = await reader.ask(findColleagues, { query: '?search=Night' });
    const seen = text + JSON.stringify(await app.wall(reader));
    const members = await app.sql.query<{ id: string }>(`SELECT id FROM member`);
    expect(members.filter(({ id }) => seen.includes(id))).toEqual([]);
  });

  it('brings badges to both, without what goes in circles, and takes them with it when it is taken back', async () => {
    const [ann, bob, cid] = [await app.someone(), await app.someone(), await app.someone()];
    const { id } = given(await app.thank(ann, bob));
    given(await app.thank(bob, ann));
    given(await app.thank(ann, cid));
    await app.nextWeek();
    const badgesOf = async (who: Actor) =>
      read(listMyBadges, await who.ask(listMyBadges))
        .items.filter(({ key, held }) => held.length > 0 && ['appreciated', 'thankful'].includes(key))
        .map(({ key, value }) => `${key} ${value}`);
    expect(await Promise.all([ann, bob, cid].map(badgesOf))).toEqual([
      ['thankful 2'],
      ['appreciated 1'],
      ['appreciated 1'],
    ]);
    await withdraw(ann, id);
    expect(await Promise.all([ann, bob].map(badgesOf))).toEqual([['thankful 1'], []]);
  });
});

it('many recognitions at once are few messages to everybody who looks (I8)', async () => {
  const reader = await app.someone();
  const watcher = await RecognitionWatcher.of(app.server, reader.cookie);
  const givers = await app.many(30);
  const star = await app.someone();
  const begun = performance.now();
  for (const giver of givers) given(await app.thank(giver, star));
  await allCarried(app.sql);
  await vi.waitFor(() => expect(watcher.messages).toBeGreaterThan(0), 10_000);
  const seconds = (performance.now() - begun) / 1_000;
  expect(watcher.messages).toBeLessThanOrEqual(Math.ceil(seconds * 2) + 1);
  expect(watcher.messages).toBeLessThan(30);
  watcher.close();
});

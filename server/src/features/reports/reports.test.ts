import { problemDocument } from '@vigil/shared/contract';
import { listMyReports, sendReport } from '@vigil/shared/reports';
import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Heard } from '../../../test/cast.js';
import { aMail, filePart, plainPart } from '../../../test/mails.js';
import { type ReportsApp, startReportsApp } from '../../../test/reports-app.js';
import { reportsPerHour } from './report-limit.js';

let reports: ReportsApp;
beforeAll(async () => {
  reports = await startReportsApp();
});
afterAll(() => reports.stop());

const typeOf = ({ text }: Heard) => problemDocument.parse(JSON.parse(text)).type.split(':').at(-1);

describe('a report', () => {
  it('is one, however often it is sent, also at the same time', async () => {
    const anna = await reports.anActor();
    const given = { id: randomUUID(), kind: 'call', text: 'Somebody asked for my password.' } as const;
    const answers = await Promise.all(Array.from({ length: 10 }, () => reports.send(anna, given)));
    expect(answers.map((a) => a.status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map((a) => a.text)).size).toBe(1);
    expect(await reports.mine(anna)).toHaveLength(1);
    expect(typeOf(await reports.send(anna, { ...given, text: 'Something else.' }))).toBe('report-differs');
    // the id is of the sender's own making, and worth nothing for anybody else
    const bo = await reports.anActor();
    expect((await reports.send(bo, { ...given, text: 'Another one.' })).status).toBe(201);
  });

  it('brings nothing before it is answered, and what the verdict says afterwards, live', async () => {
    const anna = await reports.anActor();
    const { id } = await reports.reported(anna, { kind: 'visitor', text: 'A stranger in the server room.' });
    const socket = io(reports.server.url, {
      transports: ['websocket'],
      extraHeaders: { origin: reports.server.url, cookie: anna.cookie },
    });
    await new Promise((resolve) => socket.once('connect', () => resolve(null)));
    const told = new Promise((resolve) =>
      socket.on('me:changed', (message: { what: string }) => message.what === 'report' && resolve(message)),
    );
    expect(await reports.pointsOf(anna)).toBe(0);
    const group = await reports.newest();
    expect(group).toMatchObject({
      kind: 'visitor',
      state: 'new',
      title: 'A stranger in the server room.',
    });
    expect((await reports.decide(group.id, 'confirmed')).status).toBe(200);
    expect(await told).toEqual({ what: 'report' });
    socket.close();
    expect(await reports.mine(anna)).toEqual([
      expect.objectContaining({
        id,
        state: 'confirmed',
        points: 35,
        thanks: 'Thank you for telling us.',
      }),
    ]);
    expect(await reports.pointsOf(anna)).toBe(35);
  });

  it('takes a mail of ten million bytes and no more, and only where a mail belongs', async () => {
    const anna = await reports.anActor();
    const mail = aMail({
      subject: 'Huge',
      parts: [plainPart('x'), filePart('a.zip', Buffer.alloc(7_000_000))],
    });
    expect((await reports.reported(anna, { mail: reports.mailOf(mail) })).mail).toBe('Huge');
    const over = await reports.send(anna, { mail: reports.mailOf(Buffer.alloc(10_000_001)) });
    expect([over.status, typeOf(over)]).toEqual([413, 'too-large']);
    const far = await reports.send(anna, { mail: { base64: 'A'.repeat(13_400_000) } });
    expect([far.status, typeOf(far)]).toEqual([413, 'too-large']);
    for (const base64 of ['%%%%', '=', '====', 'QQ', 'Q Q='])
      expect((await reports.send(anna, { mail: { base64 } })).status).toBe(422);
    const call = await reports.send(anna, { kind: 'call', mail: reports.mailOf(aMail()) });
    expect(call.status).toBe(422);
  });

  it('is found again by cursors of our own making alone', async () => {
    const anna = await reports.anActor();
    for (const id of ['-'.repeat(36), 'a'.repeat(36)]) {
      const query = `?cursor=${new Date().toISOString()}_${id}`;
      expect((await anna.ask(listMyReports, { query })).status).toBe(422);
    }
  });

  it('is limited in number before anything of it is read', async () => {
    const anna = await reports.anActor();
    for (let i = 0; i < reportsPerHour; i++)
      expect((await reports.send(anna, { kind: 'idea', text: `Idea ${i}` })).status).toBe(201);
    const more = await reports.send(anna, { kind: 'idea', text: 'One more' });
    expect([more.status, typeOf(more)]).toEqual([429, 'too-many']);
  });

  it('with a mail that cannot be read is a report like any other', async () => {
    const anna = await reports.anActor();
    const { state } = await reports.reported(anna, {
      text: 'Unreadable',
      mail: reports.mailOf(Buffer.alloc(2_000)),
    });
    expect(state).toBe('new');
    expect((await reports.newest()).title).toBe('Unreadable');
  });

  it('comes from no other site, and larger ones are stopped by what they announce', async () => {
    const answer = await fetch(`${reports.server.url}${sendReport.path}`, {
      method: 'POST',
      headers: {
        'content-type': 'message/rfc822',
        cookie: (await reports.anActor()).cookie,
        origin: reports.server.url,
      },
      body: new Uint8Array(aMail()),
    });
    expect(answer.status).toBe(415);
  });
});

describe('the same mail', () => {
  it('groups itself, also when fifty send it at once, and one answer reaches them all', async () => {
    const people = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        reports.anActor({ firstName: `Per${'abcdefghijkl'[i] ?? ''}son` }),
      ),
    );
    await Promise.all(
      people.map((person, i) =>
        reports.reported(person, {
          mail: reports.mailOf(
            aMail({
              subject: 'Winter party',
              to: person.member.email,
              messageId: `<${i}@mass.example>`,
              parts: [plainPart(`Hi ${person.member.firstName}, win ${i} now: https://win.example/?id=${i}`)],
            }),
          ),
        }),
      ),
    );
    const groups = (await reports.queue('?limit=200')).filter((g) => g.title === 'Winter party');
    expect(groups.map((g) => g.people)).toEqual([12]);
    await reports.decide(groups[0]?.id ?? '', 'harmless');
    for (const person of people)
      expect(await reports.mine(person)).toEqual([expect.objectContaining({ state: 'harmless', points: 5 })]);
    // who comes later learns it at once, and gets the same
    const late = await reports.anActor();
    const mail = reports.mailOf(
      aMail({ subject: 'Winter party', parts: [plainPart('Hi you, win 99 now: https://win.example/z')] }),
    );
    const same = reports.mailOf(aMail({ subject: 'Winter party', messageId: '<1@mass.example>' }));
    expect((await reports.reported(late, { mail })).state).toBe('new');
    expect(await reports.reported(late, { mail: same })).toMatchObject({ state: 'harmless', points: 5 });
  });

  it('shows its subject to the one who brought it: another copy may name another person', async () => {
    const anna = await reports.anActor({ firstName: 'Annabel' });
    const bo = await reports.anActor({ firstName: 'Boris' });
    for (const { member, ...person } of [anna, bo])
      await reports.reported(
        { member, ...person },
        { mail: reports.mailOf(aMail({ subject: `${member.firstName}, your invoice` })) },
      );
    const groups = (await reports.queue('?limit=200')).filter((g) => g.title === 'Annabel, your invoice');
    expect(groups.map((g) => g.people)).toEqual([2]);
    expect((await reports.mine(anna)).map((r) => r.mail)).toEqual(['Annabel, your invoice']);
    expect((await reports.mine(bo)).map((r) => r.mail)).toEqual([null]);
  });

  it('counts once for who sends it twice', async () => {
    const anna = await reports.anActor();
    const mail = reports.mailOf(aMail({ subject: 'Twice' }));
    await reports.reported(anna, { mail });
    expect((await reports.reported(anna, { mail })).state).toBe('duplicate');
    const group = (await reports.queue('?limit=200')).find((g) => g.title === 'Twice');
    await reports.decide(group?.id ?? '', 'confirmed');
    expect(await reports.pointsOf(anna)).toBe(35);
    expect((await reports.mine(anna)).map((r) => [r.state, r.points])).toEqual([
      ['duplicate', null],
      ['confirmed', 35],
    ]);
  });

  it('does not hide what somebody says of themselves', async () => {
    const [anna, bo] = [await reports.anActor(), await reports.anActor()];
    const mail = reports.mailOf(aMail({ subject: 'Entered it' }));
    await reports.reported(anna, { mail });
    await reports.reported(bo, { kind: 'mistake', text: 'I typed my password.', mail });
    const found = (await reports.queue('?limit=200')).filter((g) => g.title === 'Entered it');
    expect(found.map((g) => g.kind).sort()).toEqual(['mail', 'mistake']);
  });
});

describe('a practice mail', () => {
  const sentAt = new Date(Date.now() - 3_600_000);
  const practiceMail = (to: string, date = sentAt) =>
    reports.mailOf(aMail({ subject: 'Mailbox full', to, date, head: ['X-Mailer: gophish'] }));
  const time = (minutes: number) => new Date(sentAt.getTime() + minutes * 60_000).toISOString();

  it('is thanked at once, and earns what the simulator’s own report earns, once for both', async () => {
    const [anna, bo] = [await reports.anActor(), await reports.anActor()];
    const tell = await reports.aSimulator();
    for (const { member } of [anna, bo]) {
      await tell({ email: member.email, message: 'Email Sent', time: time(0) });
      await tell({ email: member.email, message: 'Clicked Link', time: time(1) });
    }
    const sent = await reports.reported(anna, {
      kind: 'mistake',
      text: 'I clicked on it, canary-7.',
      mail: practiceMail(anna.member.email),
    });
    expect(sent).toMatchObject({ kind: 'mail', state: 'practice', text: '', mail: null });
    const points = await reports.pointsOf(anna);
    await tell({ email: bo.member.email, message: 'Email Reported', time: new Date().toISOString() });
    expect(points).toBeGreaterThan(0);
    expect(await reports.pointsOf(bo)).toBe(points);
    await tell({ email: anna.member.email, message: 'Email Reported', time: new Date().toISOString() });
    await reports.reported(anna, { mail: practiceMail(anna.member.email) });
    expect(await reports.pointsOf(anna)).toBe(points);
    // what was said with it is nowhere: it tells what the person did
    expect(JSON.stringify(await reports.sql.query(`SELECT * FROM report`))).not.toContain('canary-7');
    expect((await reports.queue('?limit=200')).filter((g) => g.title === 'Mailbox full')).toEqual([]);
  });

  it('that only says so is worth nothing: it goes to the queue as any other', async () => {
    const [anna, bo] = [await reports.anActor(), await reports.anActor()];
    const tell = await reports.aSimulator();
    await tell({ email: bo.member.email, message: 'Email Sent', time: time(0) });
    for (const mail of [
      practiceMail(anna.member.email),
      practiceMail(bo.member.email),
      practiceMail(bo.member.email, new Date(sentAt.getTime() + 40 * 60_000)),
    ])
      expect((await reports.reported(anna, { mail })).state).not.toBe('practice');
    expect(await reports.pointsOf(anna)).toBe(0);
    // his own, but of another hour
    const other = practiceMail(bo.member.email, new Date(sentAt.getTime() - 40 * 60_000));
    expect((await reports.reported(bo, { mail: other })).state).not.toBe('practice');
    expect((await reports.reported(bo, { mail: practiceMail(bo.member.email) })).state).toBe('practice');
  });

  it('may claim any day: of a year that no simulator reaches it is a report as any other', async () => {
    const anna = await reports.anActor();
    for (const year of ['2300', '9999', '275760'])
      expect(
        (await reports.send(anna, { mail: practiceMail(anna.member.email, new Date(Date.UTC(+year, 0, 1))) }))
          .status,
      ).toBe(201);
  });
});

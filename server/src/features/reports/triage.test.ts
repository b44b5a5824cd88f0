import { listMyLooks } from '@vigil/shared/audit';
import { problemDocument, roles } from '@vigil/shared/contract';
import { listMyEntries } from '@vigil/shared/points';
import {
  giveVerdict,
  listTriage,
  mailView,
  markDuplicate,
  openMail,
  readAnswerTime,
  readMyReport,
  readTriage,
  reportKinds,
  takeInReview,
  takeMail,
} from '@vigil/shared/reports';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, anActor, type Heard } from '../../../test/cast.js';
import { aMail, filePart, plainPart } from '../../../test/mails.js';
import { type ReportsApp, startReportsApp } from '../../../test/reports-app.js';
import { ledgerChecks } from '../../verify/ledger-checks.js';
import { MailSweep } from './mail-sweep.js';

let reports: ReportsApp;
beforeAll(async () => {
  reports = await startReportsApp();
});
afterAll(async () => {
  for (const check of ledgerChecks) expect(await check.run(reports.sql), check.law).toEqual([]);
  await reports.stop();
});

const typeOf = ({ text }: Heard) => problemDocument.parse(JSON.parse(text)).type.split(':').at(-1);
const audited = async (groupId: string) =>
  (
    await reports.sql.query<{ act: string }>(
      `SELECT act FROM audit_entry WHERE subject_id = $1 ORDER BY id`,
      [groupId],
    )
  ).map((row) => row.act);

describe('a verdict', () => {
  it('that is changed takes back what it brought, with a reason, and brings its own', async () => {
    const anna = await reports.anActor();
    await reports.reported(anna, { kind: 'call', text: 'A service desk nobody knows.' });
    const { id } = await reports.newest();
    const after: number[] = [];
    for (const verdict of ['confirmed', 'harmless', 'confirmed', 'confirmed', 'harmless'] as const) {
      expect((await reports.decide(id, verdict)).status).toBe(200);
      after.push(await reports.pointsOf(anna));
    }
    expect(after).toEqual([35, 5, 35, 35, 5]);
    const { items } = listMyEntries.response.parse(JSON.parse((await anna.ask(listMyEntries)).text));
    expect(items.map((e) => e.points)).toEqual([-30, 30, -30, 30, 5]);
    expect(items[0]?.reverses?.reason).toContain('changed its answer');
    expect(items.every((e) => e.about === null)).toBe(true);
    expect((await reports.group(id)).verdicts.map((v) => v.no)).toEqual([5, 4, 3, 2, 1]);
    expect(await audited(id)).toEqual(Array(5).fill('report.answered'));
  });

  it('of two at the same time is the first one’s alone', async () => {
    const anna = await reports.anActor();
    await reports.reported(anna, { kind: 'near-miss', text: 'The door stood open.' });
    const { id } = await reports.newest();
    const colleague = await anActor(reports.server, 'security');
    const body = (verdict: string) => ({ verdict, thanks: 'Thank you.', verdictNo: 0 });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        (i % 2 ? colleague : reports.security).ask(giveVerdict, {
          params: { groupId: id },
          body: body(i % 2 ? 'harmless' : 'confirmed'),
        }),
      ),
    );
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    for (const lost of answers.filter((a) => a.status !== 200)) expect(typeOf(lost)).toBe('report-changed');
    expect([5, 35]).toContain(await reports.pointsOf(anna));
  });

  it('thanks false alarms up to the day’s cap, and brings the same for every kind', async () => {
    const anna = await reports.anActor();
    for (const kind of ['mail', 'call', 'visitor', 'mistake', 'near-miss'] as const) {
      await reports.reported(anna, { kind, text: 'It was nothing.' });
      await reports.decide((await reports.newest()).id, 'harmless');
    }
    expect(await reports.pointsOf(anna)).toBe(15);
    const sums = new Set<number>();
    for (const kind of reportKinds.filter((k) => k !== 'idea')) {
      const person = await reports.anActor();
      await reports.reported(person, { kind, text: 'It was real.' });
      await reports.decide((await reports.newest()).id, 'confirmed');
      sums.add(await reports.pointsOf(person));
    }
    expect([...sums]).toEqual([35]);
  });

  it('brings the one who gives it nothing for a report of their own', async () => {
    await reports.send(reports.security, { kind: 'call', text: 'I was called.' });
    const group = await reports.newest();
    expect(group.mine).toBe(true);
    await reports.decide(group.id, 'confirmed');
    expect(await reports.pointsOf(reports.security)).toBe(0);
  });

  it('is taken back from the one who changes it too', async () => {
    const colleague = await anActor(reports.server, 'security');
    await reports.send(colleague, { kind: 'call', text: 'I was called as well.' });
    const { id } = await reports.newest();
    await reports.decide(id, 'confirmed');
    expect(await reports.pointsOf(colleague)).toBe(35);
    await reports.decide(id, 'harmless', colleague);
    expect(await reports.pointsOf(colleague)).toBe(5);
  });
});

describe('a duplicate', () => {
  it('is answered by the other one, whose answer reaches its reporters, now or later', async () => {
    const [anna, bo, cy] = [await reports.anActor(), await reports.anActor(), await reports.anActor()];
    const ids: string[] = [];
    for (const person of [anna, bo, cy]) {
      await reports.reported(person, { kind: 'call', text: `A call, says ${person.member.lastName}` });
      ids.push((await reports.newest()).id);
    }
    const [first = '', second = '', third = ''] = ids;
    const put = (groupId: string, of: string) =>
      reports.security.ask(markDuplicate, { params: { groupId }, body: { of } });
    await reports.security.ask(takeInReview, { params: { groupId: first } });
    expect((await put(second, first)).status).toBe(200);
    expect((await reports.mine(bo))[0]?.state).toBe('in-review');
    await reports.decide(first, 'confirmed');
    expect([await reports.pointsOf(anna), await reports.pointsOf(bo)]).toEqual([35, 35]);
    expect((await put(third, first)).status).toBe(200);
    expect(await reports.mine(cy)).toEqual([expect.objectContaining({ state: 'confirmed', points: 35 })]);
    for (const [from, of] of [
      [first, first],
      [second, first],
      [first, third],
      [first, second],
    ] as const)
      expect(typeOf(await put(from, of))).toBe('report-not-open');
    expect((await reports.group(second)).mergedInto?.id).toBe(first);
    expect((await reports.queue('?view=duplicate')).map((g) => g.id)).toEqual([third, second]);
    expect(await audited(second)).toEqual(['report.merged']);
  });
});

describe('the queue', () => {
  it('lists what waits longest first, a page at a time, by kind', async () => {
    const anna = await reports.anActor();
    for (let i = 0; i < 5; i++) await reports.reported(anna, { kind: 'idea', text: `Thought ${i}` });
    const all = await reports.queue('?kind=idea&limit=200');
    expect(all.map((g) => g.title)).toEqual([0, 1, 2, 3, 4].map((i) => `Thought ${i}`));
    const first = listTriage.response.parse(
      JSON.parse((await reports.security.ask(listTriage, { query: '?kind=idea&limit=2' })).text),
    );
    const rest = await reports.queue(`?kind=idea&limit=200&cursor=${first.nextCursor ?? ''}`);
    expect([...first.items, ...rest].map((g) => g.id)).toEqual(all.map((g) => g.id));
    expect((await reports.security.ask(listTriage, { query: '?cursor=x' })).status).toBe(422);
  });

  it('shows a mail as text, hands it out as base64, and notes each look', async () => {
    const anna = await reports.anActor();
    const mail = aMail({
      subject: 'Look https://x.example',
      parts: [plainPart('a@b.example'), filePart('a.exe', Buffer.from('MZ'))],
    });
    await reports.reported(anna, { text: 'See www.x.example', mail: reports.mailOf(mail) });
    const { id } = await reports.newest();
    const group = await reports.group(id);
    expect(group.reports[0]?.text).toBe('See www[.]x[.]example');
    expect(group.mail?.subject).toBe('Look hxxps://x[.]example');
    const params = { groupId: id };
    const shown = mailView.parse(JSON.parse((await reports.security.ask(openMail, { params })).text));
    expect(shown.text).toContain('a[@]b[.]example');
    const taken = await reports.security.ask(takeMail, { params });
    expect(taken.headers.get('x-content-type-options')).toBe('nosniff');
    expect(taken.headers.get('content-type')).toContain('application/json');
    const { base64, sha256 } = takeMail.response.parse(JSON.parse(taken.text));
    expect(Buffer.from(base64, 'base64').equals(mail)).toBe(true);
    expect(createHash('sha256').update(mail).digest('hex')).toBe(sha256);
    expect(await audited(id)).toEqual(['mail.opened', 'mail.taken']);

    // ninety days later the mail is gone, and the report stands
    reports.clock.nowMs = () => Date.now() + 91 * 86_400_000;
    await reports.server.app.get(MailSweep).look();
    reports.clock.nowMs = Date.now;
    expect(typeOf(await reports.security.ask(openMail, { params }))).toBe('no-mail');
    expect((await reports.group(id)).reports).toHaveLength(1);
  });

  it('is closed to everybody else: leaders, administrators, the reporter’s colleagues', async () => {
    const department = await reports.make.aDepartment();
    const anna = await reports.anActor({ department, lastName: 'Canary' });
    const { id: reportId } = await reports.reported(anna, {
      kind: 'mistake',
      text: 'I sent it to the wrong person, canary-9.',
    });
    const { id: groupId } = await reports.newest();
    for (const role of roles.filter((r) => r !== 'security')) {
      const curious = await anActor(reports.server, role, { department, leads: [department] });
      for (const route of [readTriage, takeInReview, giveVerdict, markDuplicate, openMail, takeMail]) {
        const { status, text } = await curious.ask(route, {
          params: { groupId },
          ...(route.method === 'POST' ? { body: {} } : {}),
        });
        expect([route.path, status]).toEqual([route.path, 403]);
        expect(text).not.toContain('anary');
      }
      expect((await curious.ask(listTriage)).status).toBe(403);
      const foreign = await curious.ask(readMyReport, { params: { reportId } });
      expect(foreign.status).toBe(404);
      expect(JSON.stringify(await reports.mine(curious))).not.toContain('anary');
    }
    const before = await reports.group(groupId);
    expect(before.state).toBe('new');
    await reports.decide(groupId, 'confirmed');
    // what stands about it where others may look: nothing that tells what it was
    const log = await reports.sql.query(`SELECT * FROM audit_entry WHERE subject_id = $1`, [groupId]);
    expect(JSON.stringify(log)).not.toMatch(/anary|mistake/);
    const entries = await reports.sql.query(`SELECT * FROM points_entry WHERE member_id = $1`, [
      anna.member.id,
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/anary|mistake/);
  });
});

describe('who told of something reads who looked at it', () => {
  const looksAt = async (person: Actor) => {
    const { items } = listMyLooks.response.parse(JSON.parse((await person.ask(listMyLooks)).text));
    return items.map(({ what, who }) => `${who.role} ${what}`).sort();
  };

  it('each of those whose name was shown, once however often', async () => {
    const [first, second, other] = [
      await reports.anActor(),
      await reports.anActor(),
      await reports.anActor(),
    ];
    const mail = reports.mailOf(aMail({ subject: 'A prize nobody entered for' }));
    for (const person of [first, second]) await reports.reported(person, { mail });
    await reports.reported(other, { kind: 'call', text: 'Somebody asked for a code.' });
    const told = (await reports.queue('?limit=200')).find((item) => item.people === 2);
    for (let i = 0; i < 3; i++) await reports.queue('?limit=200');
    for (const person of [first, second, other])
      expect(await looksAt(person)).toEqual(['security report-queue']);
    await reports.group(told?.id ?? '');
    for (const person of [first, second])
      expect(await looksAt(person)).toEqual(['security report', 'security report-queue']);
    expect(await looksAt(other)).toEqual(['security report-queue']);
  });

  it('also when it is opened by answering, and never of oneself', async () => {
    const anna = await reports.anActor();
    await reports.reported(anna, { kind: 'visitor', text: 'A man with a ladder.' });
    const { id } = (
      await reports.sql.query<{ id: string }>(`SELECT id FROM report_group ORDER BY number DESC LIMIT 1`)
    )[0] ?? { id: '' };
    const colleague = await anActor(reports.server, 'security');
    const body = { verdict: 'harmless', thanks: 'Thank you.', verdictNo: 0 };
    expect((await colleague.ask(giveVerdict, { params: { groupId: id }, body })).status).toBe(200);
    expect(await looksAt(anna)).toEqual(['security report']);
    await reports.reported(reports.security, { kind: 'visitor', text: 'Another one.' });
    await reports.group((await reports.newest()).id);
    expect(await looksAt(reports.security)).toEqual([]);
  });
});

it('the team’s time to answer is a public number from five answers on, of people’s answers to others', async () => {
  const own = await startReportsApp();
  try {
    const time = async () =>
      readAnswerTime.response.parse(JSON.parse((await (await own.anActor()).ask(readAnswerTime)).text))
        .median;
    // a Tuesday at ten, in the organisation's zone
    const tuesday = Date.parse('2026-11-24T09:00:00Z');
    for (const [i, hours] of [1, 2, 3, 4, 30].entries()) {
      expect(await time()).toBeNull();
      own.clock.nowMs = () => tuesday;
      const anna = await own.anActor();
      await own.reported(anna, { kind: 'call', text: `Call ${i}` });
      own.clock.nowMs = () => tuesday + hours * 3_600_000;
      await own.decide((await own.newest()).id, 'harmless');
    }
    own.clock.nowMs = () => tuesday + 31 * 3_600_000;
    expect(await time()).toEqual({ n: 5, minutes: 180, workingMinutes: 180 });
    await own.send(own.security, { kind: 'call', text: 'Mine' });
    await own.decide((await own.newest()).id, 'harmless');
    expect((await time())?.n).toBe(5);
  } finally {
    await own.stop();
  }
});

import { listMyLooks } from '@vigil/shared/audit';
import {
  answerDispute,
  disputeEntry,
  disputeNote,
  listDisputes,
  listMyDisputes,
  readDispute,
  readDisputeFigures,
} from '@vigil/shared/corrections';
import { createSource, gophishWebhook } from '@vigil/shared/ingestion';
import { readMyPoints } from '@vigil/shared/points';
import { listMyNotes } from '@vigil/shared/simulations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { gophishBody, signatureOf } from '../../../test/capture.js';
import { type Actor, anActor, askServer } from '../../../test/cast.js';
import { earned, problemOf, read } from '../../../test/earned.js';
import { factoriesOn } from '../../../test/factories.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { ledgerChecks } from '../../verify/ledger-checks.js';

const hourMs = 3_600_000;
let server: TestApp;
let sql: Database;
let guard: Actor;

beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
  await factoriesOn(sql).anOrganisation();
  guard = await anActor(server, 'security');
});
afterAll(async () => {
  for (const check of ledgerChecks) expect(await check.run(sql), check.law).toEqual([]);
  await server.stop();
});

const total = async (person: Actor): Promise<number> =>
  read(readMyPoints, await person.ask(readMyPoints)).all;

describe('a question about an entry', () => {
  const ask = (person: Actor, entryId: string, question = 'I did not do this.') =>
    person.ask(disputeEntry, { params: { entryId }, body: { question } });
  const answer = (
    by: Actor,
    disputeId: string,
    outcome: 'accepted' | 'explained',
    reason = 'You are right.',
  ) => by.ask(answerDispute, { params: { disputeId }, body: { outcome, reason } });

  it('is answered by a reversal: both see all that was said', async () => {
    const person = await anActor(server, 'employee');
    const [entryId = ''] = await earned(server, person, 'habit.adopted', { object: 'mfa' });
    const asked = read(disputeEntry, await ask(person, entryId));
    expect(asked).toMatchObject({ about: 'entry', entryId, state: 'open', steps: [{ by: 'person' }] });
    const waiting = read(listDisputes, await guard.ask(listDisputes)).items.find((d) => d.id === asked.id);
    expect(waiting).toMatchObject({ about: 'entry', question: 'I did not do this.' });
    expect(JSON.stringify(waiting)).not.toContain(person.member.id);
    const opened = read(readDispute, await guard.ask(readDispute, { params: { disputeId: asked.id } }));
    expect(opened).toMatchObject({ person: { id: person.member.id }, entry: { id: entryId }, own: false });
    expect((await answer(guard, asked.id, 'accepted')).status).toBe(200);
    expect(await total(person)).toBe(0);
    const [mine] = read(listMyDisputes, await person.ask(listMyDisputes)).items;
    expect(mine).toMatchObject({
      state: 'accepted',
      steps: [
        { by: 'person', text: 'I did not do this.' },
        { by: 'security', text: 'You are right.', outcome: 'accepted' },
      ],
    });
    expect(problemOf(await ask(person, entryId))).toBe('dispute-settled');
    const { items } = read(listMyLooks, await person.ask(listMyLooks));
    expect(items.map((l) => l.what)).toContain('dispute');
  });

  it('is answered by a reason, and may be asked again', async () => {
    const person = await anActor(server, 'employee');
    const [entryId = ''] = await earned(server, person, 'habit.adopted', { object: 'mfa' });
    const { id } = read(disputeEntry, await ask(person, entryId));
    expect(problemOf(await ask(person, entryId))).toBe('dispute-waits');
    await answer(guard, id, 'explained', 'Your device told us.');
    expect(await total(person)).toBeGreaterThan(0);
    expect(read(disputeEntry, await ask(person, entryId, 'Which device?')).id).toBe(id);
    await answer(guard, id, 'explained', 'The tablet.');
    const [mine] = read(listMyDisputes, await person.ask(listMyDisputes)).items;
    expect(mine?.steps.map((s) => s.text)).toEqual([
      'I did not do this.',
      'Your device told us.',
      'Which device?',
      'The tablet.',
    ]);
  });

  it('is asked once and answered once, however many press at the same time', async () => {
    const person = await anActor(server, 'employee');
    const [entryId = ''] = await earned(server, person, 'habit.adopted', { object: 'mfa' });
    const asked = await Promise.all(Array.from({ length: 10 }, () => ask(person, entryId)));
    expect(asked.filter((a) => a.status === 201)).toHaveLength(1);
    const { items } = read(listMyDisputes, await person.ask(listMyDisputes));
    const team = await Promise.all(Array.from({ length: 5 }, () => anActor(server, 'security')));
    const answers = await Promise.all(team.map((one) => answer(one, items[0]?.id ?? '', 'accepted')));
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(answers.filter((a) => a.status === 409).map(problemOf)).toEqual(Array(4).fill('dispute-settled'));
    expect(await sql.query('SELECT FROM points_entry WHERE reverses_id = $1', [entryId])).toHaveLength(1);
  });

  it('is about an entry of one’s own, and nobody answers themselves', async () => {
    const [owner, stranger] = [await anActor(server, 'employee'), await anActor(server, 'employee')];
    const [entryId = ''] = await earned(server, owner, 'habit.adopted', { object: 'mfa' });
    const foreign = await ask(stranger, entryId);
    const missing = await ask(stranger, '999999999');
    expect([foreign.status, problemOf(foreign)]).toEqual([missing.status, problemOf(missing)]);
    expect(foreign.status).toBe(404);
    const [own = ''] = await earned(server, guard, 'habit.adopted', { object: 'mfa' });
    const { id } = read(disputeEntry, await ask(guard, own));
    expect((await answer(guard, id, 'accepted')).status).toBe(403);
    expect((await answer(await anActor(server, 'security'), id, 'explained')).status).toBe(200);
  });
});

describe('a question about a note', () => {
  let person: Actor;
  let noteId: string;
  beforeAll(async () => {
    person = await anActor(server, 'employee', { email: 'clicker@northwind.example' });
    const made = read(
      createSource,
      await guard.ask(createSource, { body: { type: 'gophish', name: 'Simulator' } }),
    );
    const body = gophishBody({
      email: person.member.email,
      message: 'Clicked Link',
      time: new Date(Date.now() - hourMs).toISOString(),
    });
    await askServer(server, gophishWebhook, {
      params: { sourceId: made.source.id },
      headers: { 'x-gophish-signature': signatureOf(body, made.secret), 'content-type': 'application/json' },
      body: JSON.parse(body) as unknown,
    });
    const { items } = read(listMyNotes, await person.ask(listMyNotes));
    noteId = items[0]?.id ?? '';
  });

  it('is not taken unless the person says that it shows the note', async () => {
    const params = { noteId };
    const silent = await person.ask(disputeNote, { params, body: { question: 'It was the scanner.' } });
    expect(silent.status).toBe(422);
    const other = await anActor(server, 'employee');
    const body = { question: 'It was the scanner.', showsTheNote: true };
    expect((await other.ask(disputeNote, { params, body })).status).toBe(404);
    expect(JSON.stringify(read(listDisputes, await guard.ask(listDisputes)))).not.toContain('"note"');
  });

  it('shows it to the security team alone, and withdraws the click from the person’s note, and from nothing else', async () => {
    const before = await sql.query('SELECT * FROM campaign');
    const body = { question: 'It was the scanner.', showsTheNote: true };
    const { id } = read(disputeNote, await person.ask(disputeNote, { params: { noteId }, body }));
    const opened = read(readDispute, await guard.ask(readDispute, { params: { disputeId: id } }));
    expect(opened).toMatchObject({ about: 'note', note: { act: 'clicked' }, entry: null });
    for (const role of ['employee', 'leader', 'administrator'] as const) {
      const other = await anActor(server, role);
      expect((await other.ask(readDispute, { params: { disputeId: id } })).status).toBe(403);
      expect((await other.ask(listDisputes)).status).toBe(403);
    }
    await guard.ask(answerDispute, {
      params: { disputeId: id },
      body: { outcome: 'accepted', reason: 'It was.' },
    });
    const { items } = read(listMyNotes, await person.ask(listMyNotes));
    expect(items[0]?.withdrawnAt).not.toBeNull();
    expect(await total(person)).toBe(0);
    expect(await sql.query('SELECT * FROM campaign')).toEqual(before);
    // the log of privileged acts names neither the person nor the note
    const log = JSON.stringify(await sql.query(`SELECT * FROM audit_entry WHERE act = 'dispute.answered'`));
    expect(log).toContain(id);
    for (const word of [person.member.id, noteId, 'note', 'scanner']) expect(log).not.toContain(word);
  });
});

it('how long answers take is everybody’s to read, from five answers on', async () => {
  const figures = async () => read(readDisputeFigures, await guard.ask(readDisputeFigures));
  const [row] = await sql.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM dispute_step WHERE outcome IS NOT NULL',
  );
  expect(row?.n).toBeGreaterThanOrEqual(5);
  expect(await figures()).toEqual({ answered: row?.n, medianWorkingMinutes: 0 });
  await server.app.get(Clock).standAt(Date.now() + 91 * 24 * hourMs, async () => {
    await sql.query(
      `UPDATE session SET last_seen_at = now() + interval '90 days', expires_at = now() + interval '1 year'`,
    );
    expect(await figures()).toEqual({ answered: null, medianWorkingMinutes: null });
  });
});

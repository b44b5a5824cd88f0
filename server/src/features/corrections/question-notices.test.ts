import { answerDispute, disputeEntry, disputeNote, reverseEntry } from '@vigil/shared/corrections';
import { updateMember } from '@vigil/shared/people';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { type Actor, anActor } from '../../../test/cast.js';
import { earned, read } from '../../../test/earned.js';
import { factoriesOn } from '../../../test/factories.js';
import { allTold, noticesOf, toldOf } from '../../../test/notices.js';
import { Database } from '../../platform/db/database.js';
import { NoticesConsumer } from '../notices/notices.consumer.js';

let server: TestApp;
let sql: Database;
let guard: Actor;
let other: Actor;
beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
  await factoriesOn(sql).anOrganisation();
  guard = await anActor(server, 'security');
  other = await anActor(server, 'security');
});
afterAll(() => server.stop());

let objects = 0;
async function asked(person: Actor): Promise<{ disputeId: string; entryId: string }> {
  const [entryId = ''] = await earned(server, person, 'habit.adopted', { object: `habit ${++objects}` });
  const made = await person.ask(disputeEntry, { params: { entryId }, body: { question: 'Was this me?' } });
  return { disputeId: read(disputeEntry, made).id, entryId };
}
const answer = (disputeId: string) =>
  guard.ask(answerDispute, { params: { disputeId }, body: { outcome: 'explained', reason: 'It was.' } });

describe('of a question', () => {
  it('the team hears that it waits, and its person each answer once, without a word of what it is about', async () => {
    const person = await anActor(server, 'employee');
    const { disputeId, entryId } = await asked(person);
    for (const one of [guard, other])
      expect(await toldOf(one, 'question.asked')).toMatchObject([{ facts: {} }]);
    await answer(disputeId);
    expect(await toldOf(person, 'question.answered')).toMatchObject([
      { facts: {}, read: false, showsItself: true },
    ]);
    // what the outbox brings again is written no more
    const fact = { topic: 'question.answered', subject: disputeId };
    await Promise.all(Array.from({ length: 10 }, () => server.app.get(NoticesConsumer).tell([fact])));
    await toldOf(person, 'question.answered', 1);
    await person.ask(disputeEntry, { params: { entryId }, body: { question: 'Really?' } });
    await answer(disputeId);
    await toldOf(person, 'question.answered', 2);
  });

  it('about a note nothing else is said than about an entry', async () => {
    const person = await anActor(server, 'employee');
    const [made] = await sql.query<{ id: string }>(
      `WITH c AS (INSERT INTO campaign (source_id, external_id, name, created_at)
         SELECT id, 'note', 'Parcel', now() FROM source LIMIT 1 RETURNING id)
       INSERT INTO simulation_case (campaign_id, member_id) SELECT id, $1 FROM c RETURNING id`,
      [person.member.id],
    );
    await sql.query(
      `INSERT INTO simulation_event (campaign_id, member_id, email_key, type, occurred_ns)
       SELECT campaign_id, member_id, 'x', 'clicked', 1 FROM simulation_case WHERE id = $1`,
      [made?.id],
    );
    const before = (await noticesOf(guard)).items.length;
    const question = {
      params: { noteId: made?.id ?? '' },
      body: { question: 'A scanner, I think.', showsTheNote: true },
    };
    const { id } = read(disputeNote, await person.ask(disputeNote, question));
    await toldOf(guard, 'question.asked', before + 1);
    await answer(id);
    const [told] = await toldOf(person, 'question.answered');
    expect(told?.facts).toEqual({});
    expect(JSON.stringify([await noticesOf(guard), told])).not.toMatch(/note|Parcel|click/);
  });

  it('nobody hears who has left', async () => {
    const person = await anActor(server, 'employee');
    const administrator = await anActor(server, 'administrator');
    const { disputeId } = await asked(person);
    await administrator.ask(updateMember, {
      params: { memberId: person.member.id },
      body: { deactivated: true },
    });
    await answer(disputeId);
    await allTold(sql);
    const told = `SELECT FROM notice WHERE member_id = $1 AND kind = 'question.answered'`;
    expect(await sql.query(told, [person.member.id])).toEqual([]);
  });
});

it('of an entry that was taken back its person hears, quietly, and is led to the reason', async () => {
  const person = await anActor(server, 'employee');
  const [entryId = ''] = await earned(server, person, 'habit.adopted', { object: 'twice' });
  await guard.ask(reverseEntry, { params: { entryId }, body: { reason: 'Recorded twice' } });
  expect(await toldOf(person, 'entry.reversed')).toMatchObject([{ facts: { entryId }, showsItself: false }]);
  await allTold(sql);
  expect((await noticesOf(other)).items.filter((one) => one.kind === 'entry.reversed')).toEqual([]);
});

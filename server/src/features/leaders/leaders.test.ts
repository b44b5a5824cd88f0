import { listLeaders, listPeopleToThank } from '@vigil/shared/leaders';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../test/cast.js';
import { earned, read } from '../../../test/earned.js';
import type { MadeDepartment } from '../../../test/factories.js';
import { given, type RecognitionApp, startRecognitionApp } from '../../../test/recognition-app.js';
import { MeService } from '../people/me.service.js';

let app: RecognitionApp;
let crew: MadeDepartment;
let leader: Actor;
let people: Actor[];
beforeAll(async () => {
  app = await startRecognitionApp();
  crew = await app.make.aDepartment('Harbour');
  leader = await app.someone({ role: 'leader', department: crew, leads: [crew] });
  people = await app.many(5, { department: crew });
});
afterAll(() => app.stop());

const nameOf = ({ member }: Actor): string => `${member.firstName} ${member.lastName}`;
const cards = async () => read(listLeaders, await (people[0] ?? leader).ask(listLeaders)).items;
const toThank = async (by = leader) => read(listPeopleToThank, await by.ask(listPeopleToThank)).items;

describe('cards of those who go first', () => {
  it('show their own light, thanks in public, and nothing that went wrong or that is quiet', async () => {
    const guard = await app.someone({ role: 'security' });
    await earned(app.server, leader, 'habit.adopted', { object: 'a passkey' });
    await earned(app.server, guard, 'simulation.passed', { object: 'a case' });
    given(await app.thank(leader, people[0] ?? leader));
    given(await app.thank(leader, people[1] ?? leader, { visibility: 'private' }));
    const [first, second] = await cards();
    expect(first).toMatchObject({ name: nameOf(leader), department: 'Harbour', role: 'leader', thanked: 1 });
    expect(first?.weeks.filter(Boolean)).toHaveLength(1);
    expect(second).toMatchObject({ name: nameOf(guard), role: 'security', thanked: 0, answered: 0 });
    expect(second?.weeks.some(Boolean)).toBe(false);
  });

  it('are not there for whoever hides or has a pseudonym, and nothing tells that one is missing', async () => {
    const before = await cards();
    const hidden = await app.someone({ role: 'leader', visibility: 'hidden' });
    await earned(app.server, hidden, 'habit.adopted', { object: 'another passkey' });
    expect(await cards()).toEqual(before);
    const other = await app.someone({ role: 'leader' });
    expect(await cards()).toHaveLength(before.length + 1);
    const me = app.app.get(MeService, { strict: false });
    await me.update(other.member.id, { boardVisibility: 'pseudonym' });
    expect(await cards()).toEqual(before);
    await app.nextWeek();
    expect((await cards()).map(({ name }) => name)).not.toContain(nameOf(other));
    app.clock.aheadMs = 0;
  });

  it('count answers in steps, so that no single one is seen to come', async () => {
    const guard = await app.someone({ role: 'security' });
    const answered = async (n: number): Promise<number | undefined> => {
      await app.sql.query(
        `WITH g AS (INSERT INTO report_group (kind, title, created_at) SELECT 'call', 'x', now() FROM generate_series(1, $2::int) RETURNING id)
         INSERT INTO report_verdict (group_id, no, verdict, thanks, decided_by, decided_at) SELECT id, 1, 'harmless', 'x', $1, now() FROM g`,
        [guard.member.id, n],
      );
      return (await cards()).find(({ name }) => name === nameOf(guard))?.answered;
    };
    expect(await answered(4)).toBe(0);
    expect(await answered(2)).toBe(5);
    expect(await answered(5)).toBe(10);
  });
});

describe('whom a leader could thank', () => {
  it('are named people of their departments, for what they did on purpose', async () => {
    const [ann, bob, cid, dan] = people as [Actor, Actor, Actor, Actor];
    await earned(app.server, ann, 'habit.adopted', { object: 'screen lock' });
    await earned(app.server, bob, 'training.completed', { object: 'course' });
    // what was reported, passed or marked is nobody's business; neither is what people who hide did
    await earned(app.server, cid, 'simulation.reported', { object: 'a case' });
    await earned(app.server, cid, 'quiz.passed', { object: 'a quiz' });
    await app.app.get(MeService, { strict: false }).update(dan.member.id, { boardVisibility: 'hidden' });
    await earned(app.server, dan, 'habit.adopted', { object: 'passkey' });
    const elsewhere = await app.someone();
    await earned(app.server, elsewhere, 'habit.adopted', { object: 'passkey' });
    // both were thanked above, within four weeks
    expect(await toThank()).toEqual([]);
    const other = await app.someone({ role: 'leader', leads: [crew] });
    const list = await toThank(other);
    expect(list.map(({ name, kind }) => `${name}: ${kind}`).sort()).toEqual(
      [
        `${nameOf(ann)}: habit.adopted`,
        `${nameOf(bob)}: training.completed`,
        `${nameOf(leader)}: habit.adopted`,
      ].sort(),
    );
    const { text } = await other.ask(listPeopleToThank);
    for (const { member } of people) expect(text).not.toContain(member.id);
    expect(text).not.toContain('screen lock');
  });

  it('are nobody in a department below five, and nobody for who leads none', async () => {
    const small = await app.make.aDepartment('Lighthouse');
    const [eve] = await app.many(4, { department: small });
    if (eve !== undefined) await earned(app.server, eve, 'habit.adopted', { object: 'passkey' });
    const keeper = await app.someone({ role: 'leader', leads: [small] });
    expect(await toThank(keeper)).toEqual([]);
    expect(await toThank(await app.someone({ role: 'leader' }))).toEqual([]);
  });
});

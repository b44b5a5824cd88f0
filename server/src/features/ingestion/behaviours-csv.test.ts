import { importBehavioursCsv, previewBehavioursCsv } from '@vigil/shared/behaviours';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DoorsApp, startDoorsApp } from '../../../test/doors-app.js';

let doors: DoorsApp;
beforeAll(async () => {
  doors = await startDoorsApp(() => Date.parse('2026-11-24T12:00:00Z'));
});
afterAll(() => doors.stop());

const header = 'email,kind,occurred_at,object,about,natural_key';
const csv = (...lines: string[]) => [header, ...lines].join('\r\n');
const preview = (text: string) =>
  doors.ask(previewBehavioursCsv, { cookie: doors.cookie, body: { csv: text } });
const load = (text: string) => doors.ask(importBehavioursCsv, { cookie: doors.cookie, body: { csv: text } });
const counts = () =>
  doors.sql.query(
    `SELECT (SELECT count(*) FROM behaviour) AS facts, (SELECT count(*) FROM parked_behaviour) AS parked`,
  );

describe('a file of training and habits', () => {
  it('is previewed without a trace, imported whole, and known when it comes again', async () => {
    const { email } = await doors.make.aMember();
    const key = randomUUID();
    const text = csv(
      `${email},training.completed,2026-11-02T09:00:00Z,passkeys,Passkeys in ten minutes,${key}`,
      `${email.toUpperCase()},habit.adopted,2026-11-03T09:00:00Z,mfa,"Two steps, one sign-in",`,
      `${email},habit.adopted,2026-11-03T09:00:00Z,mfa,"Two steps, one sign-in",`,
      `stranger-${key}@elsewhere.example,habit.adopted,2026-11-03T09:00:00Z,mfa,,`,
    );
    const before = await counts();
    expect((await preview(text)).json).toEqual({
      counts: { ready: 2, repeated: 1, unknown: 1, errors: 0 },
      kinds: [
        { kind: 'habit.adopted', items: 3 },
        { kind: 'training.completed', items: 1 },
      ],
      unknown: [`stranger-${key}@elsewhere.example`],
      errors: [],
    });
    expect(await counts()).toEqual(before);
    expect((await load(text)).json).toEqual({ recorded: 2, repeated: 1, parked: 1, points: 65 });
    const after = await counts();
    expect((await preview(text)).json.counts).toEqual({ ready: 0, repeated: 4, unknown: 0, errors: 0 });
    expect((await load(text)).json).toEqual({ recorded: 0, repeated: 4, parked: 0, points: 0 });
    expect(await counts()).toEqual(after);
  });

  it('with one bad line brings nothing and says where', async () => {
    const { email } = await doors.make.aMember();
    const text = csv(
      `${email},training.completed,2026-11-02T09:00:00Z,a,,`,
      `${email},training.completed,2026-02-30T09:00:00Z,b,,`,
      `${email},no.such-kind,2026-11-02T09:00:00Z,c,,`,
      `${email},simulation.reported,2026-11-02T09:00:00Z,d,,`,
      `${email},training.completed,2030-11-02T09:00:00Z,e,,`,
      `${email},training.completed`,
    );
    const before = await counts();
    const answer = await load(text);
    expect(answer.status).toBe(422);
    expect(answer.json.type).toBe('urn:vigil:problem:behaviours-csv-refused');
    expect(await counts()).toEqual(before);
    const { errors } = (await preview(text)).json as { errors: { line: number; column: string | null }[] };
    expect(errors.map((e) => [e.line, e.column]).sort()).toEqual([
      [3, 'occurred_at'],
      [4, 'kind'],
      [5, 'kind'],
      [6, 'occurred_at'],
      [7, null],
    ]);
  });

  it('with a key that stands for something else brings nothing', async () => {
    const { email } = await doors.make.aMember();
    const key = randomUUID();
    await load(csv(`${email},training.completed,2026-11-02T09:00:00Z,first,,${key}`));
    const before = await counts();
    for (const text of [
      csv(
        `${email},training.completed,2026-11-02T09:00:00Z,new,,`,
        `${email},training.completed,2026-11-02T09:00:00Z,second,,${key}`,
      ),
      csv(
        `${email},training.completed,2026-11-02T09:00:00Z,one,,twice-${key}`,
        `${email},training.completed,2026-11-02T09:00:00Z,two,,twice-${key}`,
      ),
    ]) {
      expect((await load(text)).text).toContain('Line 3, natural_key');
      expect(await counts()).toEqual(before);
    }
  });

  it.each([
    [''],
    ['email;kind;occurred_at\na;b;c'],
    ['email,kind\na,b'],
    ['email,kind,occurred_at,email\na,b,c,d'],
    [`email,kind,occurred_at,${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\n`],
    ['\u0000e\u0000m\u0000a\u0000i\u0000l'],
    ['email,kind,occurred_at\n"never closed'],
    ['email,kind,occurred_at\na\u0000b@c.example,habit.adopted,2026-11-02T09:00:00Z'],
  ])('that is not of that form is refused with a line (%#)', async (text) => {
    const answer = await load(text);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/Line \d/);
  });

  it('keeps what looks like a formula as words', async () => {
    const { email, id } = await doors.make.aMember();
    await load(csv(`${email},habit.adopted,2026-11-03T09:00:00Z,=1+1,=cmd(),`));
    const [row] = await doors.sql.query(`SELECT object, about FROM behaviour WHERE member_id = $1`, [id]);
    expect(row).toEqual({ object: '=1+1', about: '=cmd()' });
  });

  it('is for the security team alone', async () => {
    const member = await doors.make.aMember();
    const { cookie } = await doors.make.aSession(member, new Date('2026-11-24T12:00:00Z'));
    expect((await doors.ask(importBehavioursCsv, { cookie, body: { csv: header } })).status).toBe(403);
  });
});

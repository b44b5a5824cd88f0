import {
  checkResults,
  closeCampaign,
  listCampaigns,
  listMyNotes,
  markNoteSeen,
  readCampaign,
  renameCampaign,
} from '@vigil/shared/simulations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captured, captureFile, gophishBody, type Told } from '../../../test/capture.js';
import {
  type DoorsApp,
  type GophishDoor,
  peopleOfTheCapture,
  startDoorsApp,
} from '../../../test/doors-app.js';
import { Outbox } from '../../platform/outbox/outbox.js';

const startMs = Date.parse('2026-11-24T12:00:00Z');

let doors: DoorsApp;
let people: Map<string, string>;
beforeAll(async () => {
  doors = await startDoorsApp(() => startMs);
  people = await peopleOfTheCapture(doors, captureFile('people.csv'));
  doors.app.get(Outbox).register({
    name: 'curious',
    topics: ['points.changed', 'note.added'],
    exclusive: false,
    intervalMs: 1,
    handle: () => Promise.resolve(),
  });
});
afterAll(() => doors.stop());

/** Takes the words that wait, as a consumer would meet them. */
async function newWords(): Promise<string[]> {
  const rows = await doors.sql.query<{ word: string }>(
    `WITH gone AS (DELETE FROM outbox RETURNING topic, subjects) SELECT topic || ' ' || unnest(subjects) AS word FROM gone`,
  );
  return rows.map((r) => r.word).sort();
}

let made = 0;
async function tell(source: GophishDoor, ...told: Told[]): Promise<void> {
  for (const one of told) {
    const body = gophishBody({ time: `2026-11-23T20:00:00.${++made}Z`, ...one });
    expect(await doors.deliver(source, body)).toBe(204);
  }
}
interface Shown {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly points: number;
  readonly settlesAt: string;
  readonly figures: Record<string, number | null> | null;
}
async function campaignOf(source: GophishDoor): Promise<Shown> {
  const [row] = await doors.sql.query<{ id: string }>(`SELECT id FROM campaign WHERE source_id = $1`, [
    source.id,
  ]);
  const given = { params: { campaignId: row?.id ?? '' }, cookie: doors.cookie };
  return (await doors.ask(readCampaign, given)).json as unknown as Shown;
}
const close = (id: string) => doors.ask(closeCampaign, { params: { campaignId: id }, cookie: doors.cookie });
async function aRecipient() {
  const member = await doors.make.aMember();
  return { ...member, ...(await doors.make.aSession(member, new Date(startMs))), memberId: member.id };
}

describe('a risky act', () => {
  it('leaves a word for that person alone, a note, and nothing else', async () => {
    const source = await doors.aGophish();
    const [clicker, neighbour] = [await aRecipient(), await aRecipient()];
    await tell(
      source,
      { email: clicker.email, message: 'Email Sent' },
      { email: clicker.email, message: 'Email Opened' },
    );
    const before = await campaignOf(source);
    await newWords();
    await tell(
      source,
      { email: clicker.email, message: 'Clicked Link' },
      { email: clicker.email, message: 'Submitted Data' },
    );
    expect(await newWords()).toEqual(Array(2).fill(`note.added ${clicker.memberId}`));
    expect(await campaignOf(source)).toEqual(before);
    const written = await doors.sql.query(
      `SELECT FROM behaviour WHERE member_id = $1 UNION ALL SELECT FROM points_entry WHERE member_id = $1 UNION ALL SELECT FROM balance WHERE member_id = $1 AND version <> 0`,
      [clicker.memberId],
    );
    expect(written).toEqual([]);

    const notes = async (cookie: string) =>
      (await doors.ask(listMyNotes, { cookie })).json.items as { id: string }[];
    const [note] = await notes(clicker.cookie);
    expect(note).toMatchObject({ act: 'submitted', reported: false, seenAt: null, campaign: before.name });
    expect(await notes(neighbour.cookie)).toEqual([]);
    expect(await notes(doors.cookie)).toEqual([]);
    const seen = (cookie: string) => doors.ask(markNoteSeen, { params: { noteId: note?.id ?? '' }, cookie });
    expect((await seen(neighbour.cookie)).status).toBe(404);
    expect((await seen(doors.cookie)).status).toBe(404);
    expect((await seen(clicker.cookie)).json.seenAt).toBe(new Date(startMs).toISOString());
  });

  it('takes nothing from a report, before or after it', async () => {
    const source = await doors.aGophish();
    const [before, after, never] = [await aRecipient(), await aRecipient(), await aRecipient()];
    for (const { email } of [before, after, never])
      await tell(source, { email, message: 'Email Sent', time: '2026-11-23T20:00:00Z' });
    await tell(
      source,
      { email: before.email, message: 'Clicked Link' },
      { email: before.email, message: 'Email Reported' },
      { email: after.email, message: 'Email Reported' },
      { email: after.email, message: 'Clicked Link' },
      { email: never.email, message: 'Email Reported' },
    );
    const entries = await doors.sql.query<{ who: string; label: string }>(
      `SELECT member_id AS who, string_agg(concat_ws(' ', kind, part, points, about), ', ' ORDER BY part) AS label
       FROM points_entry WHERE source_id = $1 GROUP BY member_id`,
      [source.id],
    );
    expect(new Set(entries.map((e) => e.who)).size).toBe(3);
    expect(new Set(entries.map((e) => e.label)).size).toBe(1);
  });
});

describe('a campaign', () => {
  it('shows figures that name nobody, and what was risky only once it is settled and many', async () => {
    const source = await doors.aGophish();
    for (const { body } of captured) await doors.deliver(source, body);
    const running = await campaignOf(source);
    expect(running.state).toBe('running');
    expect(running.settlesAt).toBe('2026-11-26T20:01:54.182Z');
    expect(running.figures).toEqual({
      recipients: 60,
      delivered: 59,
      reported: 35,
      silent: null,
      risky: null,
      medianMinutesToReport: expect.any(Number) as number,
    });
    const check = () =>
      doors.ask(checkResults, {
        params: { campaignId: running.id },
        cookie: doors.cookie,
        body: { csv: captureFile('campaign-1-results.csv') },
      });
    const early = (await check()).json;
    expect(early).toMatchObject({ rows: 60, agree: null, unknownRecipients: 0 });
    expect((early.statuses as { events: unknown }[]).every((s) => s.events === null)).toBe(true);

    expect((await close(running.id)).status).toBe(200);
    const settled = await campaignOf(source);
    expect(settled.figures).toMatchObject({ delivered: 59, reported: 35, silent: 11, risky: 13 });
    expect(settled.points).toBe(35 * 25 + 5);
    expect((await close(running.id)).json.type).toBe('urn:vigil:problem:campaign-closed');

    // one recipient clicked in the same instant in which the simulator wrote "opened"
    const late = (await check()).json;
    expect(late.agree).toBe(59);
    const statuses = late.statuses as { status: string; file: number; events: number }[];
    const differing = statuses.filter((s) => s.file !== s.events).map((s) => s.status);
    expect(differing).toEqual(['opened', 'clicked']);

    // a late report by somebody with a risky act moves no figure but the reports
    const risky = 'lukasz.wojcik@northwind.example';
    await tell(source, { email: risky, message: 'Email Reported' });
    expect((await campaignOf(source)).figures).toMatchObject({
      delivered: 59,
      reported: 36,
      silent: 11,
      risky: 13,
    });
    await tell(source, { email: people.keys().next().value ?? '', message: 'Submitted Data' });
    expect((await campaignOf(source)).figures).toMatchObject({
      delivered: 59,
      reported: 36,
      silent: 11,
      risky: 13,
    });
  });

  it('of a few people, or with a few of a kind, shows less', async () => {
    const few = await doors.aGophish();
    for (let i = 0; i < 4; i++) await tell(few, { email: (await aRecipient()).email, message: 'Email Sent' });
    const { id } = await campaignOf(few);
    await close(id);
    expect((await campaignOf(few)).figures).toBeNull();

    const more = await doors.aGophish();
    for (let i = 0; i < 9; i++) {
      const { email } = await aRecipient();
      await tell(more, { email, message: 'Email Sent' });
      if (i < 3) await tell(more, { email, message: 'Clicked Link' });
    }
    await close((await campaignOf(more)).id);
    expect((await campaignOf(more)).figures).toMatchObject({ recipients: 9, silent: null, risky: null });
  });

  it('has a neutral name until somebody gives it one', async () => {
    const source = await doors.aGophish();
    const [first, second] = [await aRecipient(), await aRecipient()];
    await tell(source, { email: first.email, message: 'Email Reported' });
    const { id, name } = await campaignOf(source);
    expect(name).toMatch(/^Practice mail \d+$/);
    const rename = (text: string) =>
      doors.ask(renameCampaign, { params: { campaignId: id }, cookie: doors.cookie, body: { name: text } });
    expect((await rename('Mailbox quota')).json.name).toBe('Mailbox quota');
    expect((await rename('a\u202eb')).status).toBe(422);
    await tell(
      source,
      { email: first.email, message: 'Email Reported' },
      { email: second.email, message: 'Email Reported' },
    );
    const abouts = await doors.sql.query(`SELECT about FROM points_entry WHERE source_id = $1 ORDER BY id`, [
      source.id,
    ]);
    expect(abouts).toEqual([{ about: name }, { about: 'Mailbox quota' }]);
  });

  it('is listed newest first, a page at a time, for those who may', async () => {
    const list = async (query: string) =>
      (await doors.ask(listCampaigns, { cookie: doors.cookie, query })).json as unknown as {
        items: Shown[];
        nextCursor: string | null;
      };
    const all = await list('?limit=200');
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: Shown[]; nextCursor: string | null } = await list(
        `?limit=2${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      paged.push(...page.items.map((c) => c.id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all.items.map((c) => c.id));
    const { cookie } = await aRecipient();
    expect((await doors.ask(listCampaigns, { cookie })).status).toBe(403);
    for (const cursor of ['x', `${new Date().toISOString()}_${'-'.repeat(36)}`])
      expect(
        (await doors.ask(listCampaigns, { cookie: doors.cookie, query: `?cursor=${cursor}` })).status,
      ).toBe(422);
  });
});

import { recordBehaviours } from '@vigil/shared/behaviours';
import { listDeliveries, listParked, listSources, mapParked } from '@vigil/shared/ingestion';
import { checkResults, closeCampaign, readCampaign } from '@vigil/shared/simulations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captured, captureFile, gophishBody, type Told } from '../../../test/capture.js';
import {
  type DoorsApp,
  type GophishDoor,
  peopleOfTheCapture,
  startDoorsApp,
} from '../../../test/doors-app.js';

const startMs = Date.parse('2026-11-24T12:00:00Z');

let doors: DoorsApp;
let people: Map<string, string>;
beforeAll(async () => {
  doors = await startDoorsApp(() => startMs);
  people = await peopleOfTheCapture(doors, captureFile('people.csv'));
});
afterAll(() => doors.stop());

let made = 0;
async function tell(source: GophishDoor, ...told: Told[]): Promise<void> {
  for (const one of told) {
    const body = gophishBody({ time: `2026-11-23T20:00:00.${++made}Z`, ...one });
    expect(await doors.deliver(source, body)).toBe(204);
  }
}
async function idOf(source: GophishDoor): Promise<string> {
  const rows = await doors.sql.query<{ id: string }>(`SELECT id FROM campaign WHERE source_id = $1`, [
    source.id,
  ]);
  return rows[0]?.id ?? '';
}
const close = async (source: GophishDoor) =>
  doors.ask(closeCampaign, { params: { campaignId: await idOf(source) }, cookie: doors.cookie });
const check = async (source: GophishDoor, csv: string) =>
  (
    await doors.ask(checkResults, {
      params: { campaignId: await idOf(source) },
      cookie: doors.cookie,
      body: { csv },
    })
  ).json as { agree: number | null; unknownRecipients: number; statuses: { events: number | null }[] };
const oneLine = (email: string) => `email,status,reported\n${email},Email Sent,false\n`;

describe('a curious member of the security team', () => {
  it('learns from no total that a source is told who passed when a campaign settled', async () => {
    const source = await doors.aGophish();
    const [passer, clicker] = [await doors.make.aMember(), await doors.make.aMember()];
    for (const { email } of [passer, clicker]) await tell(source, { email });
    await tell(source, { email: clicker.email, message: 'Clicked Link' });
    const { secret: key } = await doors.aServiceKey('habit.adopted');
    const totalOf = async (memberId: string) => {
      const body = {
        naturalKey: `ask-${++made}`,
        member: { id: memberId },
        kind: 'habit.adopted',
        object: 'the same',
        occurredAt: '2026-11-24T11:00:00Z',
      };
      return (await doors.ask(recordBehaviours, { key, body })).json.total;
    };
    expect([await totalOf(passer.id), await totalOf(clicker.id)]).toEqual([25, 25]);
    expect((await close(source)).status).toBe(200);
    expect([await totalOf(passer.id), await totalOf(clicker.id)]).toEqual([25, 25]);
    const rows = await doors.sql.query<{ points: string; quiet: string }>(
      `SELECT points, quiet FROM balance WHERE member_id = ANY($1::uuid[]) ORDER BY points`,
      [[passer.id, clicker.id]],
    );
    expect(rows).toEqual([
      { points: '25', quiet: '0' },
      { points: '30', quiet: '5' },
    ]);
  });

  it('learns from no cross-check that somebody opened or clicked before the mail was said to be sent', async () => {
    const source = await doors.aGophish();
    for (let i = 0; i < 5; i++) await tell(source, { email: (await doors.make.aMember()).email });
    const { email } = await doors.make.aMember();
    const before = await check(source, oneLine(email));
    await tell(source, { email, message: 'Clicked Link' });
    expect(await check(source, oneLine(email))).toEqual(before);
    await tell(source, { email });
    expect((await check(source, oneLine(email))).unknownRecipients).toBe(0);
  });

  it('learns from no figure, before or after Close, that somebody clicked a mail whose "sent" was lost', async () => {
    const source = await doors.aGophish();
    for (let i = 0; i < 6; i++) await tell(source, { email: (await doors.make.aMember()).email });
    await tell(source, { email: (await doors.make.aMember()).email, message: 'Clicked Link' });
    const figures = async () =>
      (
        await doors.ask(readCampaign, {
          params: { campaignId: await idOf(source) },
          cookie: doors.cookie,
        })
      ).json.figures;
    const before = await figures();
    expect(before).toMatchObject({ recipients: 6, delivered: 6 });
    await close(source);
    expect(await figures()).toEqual(before);
  });

  it('learns nothing from a cross-check that is repeated while late or forged events arrive', async () => {
    const source = await doors.aGophish();
    for (const { body } of captured) await doors.deliver(source, body);
    await close(source);
    const csv = captureFile('campaign-1-results.csv');
    const before = await check(source, csv);
    expect(before.agree).toBe(59);
    for (const email of people.keys()) await tell(source, { email, message: 'Clicked Link' });
    expect(await check(source, csv)).toEqual(before);
  });

  it('learns from no cross-check whether the one who reported had clicked', async () => {
    const source = await doors.aGophish();
    const one = await doors.make.aMember();
    for (let i = 0; i < 16; i++) {
      const { email } = i === 0 ? one : await doors.make.aMember();
      await tell(source, { email });
      if (i >= 8) await tell(source, { email, message: 'Email Opened' });
      if (i < 8) await tell(source, { email, message: 'Clicked Link' });
    }
    await tell(source, { email: one.email, message: 'Email Reported' });
    await close(source);
    // risky without a report is 7: were "clicked" shown as 8, the eighth would be the reporter
    const { agree, statuses } = await check(source, oneLine(one.email));
    expect(agree).toBeNull();
    expect(statuses.every((s) => s.events === null)).toBe(true);
  });

  it('cannot count what somebody unknown did, in any list, and cannot claim it', async () => {
    const source = await doors.aGophish();
    const email = 'typo@northwind.example';
    await tell(source, { email });
    const seen = async () => {
      const parked = (await doors.ask(listParked, { cookie: doors.cookie })).json.items as {
        id: string;
        address: string;
        lastAt: string;
      }[];
      const sources = (await doors.ask(listSources, { cookie: doors.cookie })).json.items as {
        id: string;
        parked: number;
      }[];
      const log = await doors.ask(listDeliveries, { params: { sourceId: source.id }, cookie: doors.cookie });
      const states = (log.json.items as { state: string }[]).map((d) => d.state);
      return {
        parked: parked.find((p) => p.address === email),
        ofSource: sources.find((s) => s.id === source.id)?.parked,
        lines: states.filter((s) => s === 'parked').length,
      };
    };
    const before = await seen();
    expect(before).toMatchObject({ parked: { facts: 1 }, ofSource: 1, lines: 1 });
    for (const message of ['Email Opened', 'Clicked Link', 'Submitted Data'])
      await tell(source, { email, message });
    expect(await seen()).toEqual(before);

    const member = await doors.make.aMember();
    const map = (memberId: string) =>
      doors.ask(mapParked, {
        params: { parkedId: before.parked?.id ?? '' },
        cookie: doors.cookie,
        body: { memberId },
      });
    expect((await map(doors.guard.id)).status).toBe(422);
    expect((await map(member.id)).json).toEqual({ replayed: 1 });
  });
});

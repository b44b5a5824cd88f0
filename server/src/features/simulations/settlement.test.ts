import { closeCampaign, readCampaign } from '@vigil/shared/simulations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gophishBody, type Told } from '../../../test/capture.js';
import { type DoorsApp, type GophishDoor, startDoorsApp } from '../../../test/doors-app.js';
import { SettlementService } from './settlement.service.js';

const startMs = Date.parse('2026-11-24T12:00:00Z');

let doors: DoorsApp;
beforeAll(async () => {
  doors = await startDoorsApp(() => startMs);
});
afterAll(() => doors.stop());

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

describe('settlement', () => {
  it('knows what came before a person was added, though nobody has tried the parked ones again', async () => {
    const source = await doors.aGophish();
    const [clicks, reports] = ['clicks-early@northwind.example', 'reports-early@northwind.example'];
    await tell(source, { email: clicks }, { email: clicks, message: 'Clicked Link' });
    await tell(source, { email: reports }, { email: reports, message: 'Email Reported' });
    const clicker = await doors.make.aMember({ email: clicks });
    const reporter = await doors.make.aMember({ email: reports });
    await tell(source, { email: clicks, message: 'Email Opened' });
    await close((await campaignOf(source)).id);
    const rows = await doors.sql.query(
      `SELECT member_id, kind, sum(points)::int AS points FROM points_entry WHERE member_id = ANY($1::uuid[]) GROUP BY 1, 2`,
      [[clicker.id, reporter.id]],
    );
    expect(rows).toEqual([{ member_id: reporter.id, kind: 'simulation.reported', points: 30 }]);
  });

  it('happens once, however many press Close at the same time', async () => {
    const source = await doors.aGophish();
    for (let i = 0; i < 6; i++) {
      const { email } = await aRecipient();
      await tell(source, { email, message: 'Email Sent' });
      if (i < 3) await tell(source, { email, message: 'Email Reported' });
    }
    const { id } = await campaignOf(source);
    const answers = await Promise.all(Array.from({ length: 8 }, () => close(id)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
    const rows = await doors.sql.query(
      `SELECT kind, part, count(*)::int AS n FROM points_entry WHERE source_id = $1 AND (part = 'first' OR quiet) GROUP BY 1, 2 ORDER BY 1`,
      [source.id],
    );
    expect(rows).toEqual([
      { kind: 'simulation.passed', part: 'base', n: 3 },
      { kind: 'simulation.reported', part: 'first', n: 1 },
    ]);
  });

  it('comes by itself 72 hours after the campaign was created, when nothing arrives any more', async () => {
    const source = await doors.aGophish();
    const { email } = await aRecipient();
    const createdMs = startMs - 72 * 3_600_000;
    const at = (ms: number) => new Date(ms).toISOString();
    await tell(
      source,
      { email: '', message: 'Campaign Created', time: at(createdMs + 1) },
      { email, message: 'Email Sent', time: at(createdMs + 1_000) },
    );
    const settlement = doors.app.get(SettlementService);
    const settle = async (nowMs: number) => {
      doors.clock.nowMs = () => nowMs;
      await settlement.settleDue();
      doors.clock.nowMs = () => startMs;
      return (await campaignOf(source)).state;
    };
    // the arrival is stamped by the database; long ago, as far as the product's clock can tell
    const arrived = (ago: string) =>
      doors.sql.query(`UPDATE simulation_event SET received_at = $1::timestamptz - $2::interval`, [
        new Date(startMs),
        ago,
      ]);
    await arrived('1 hour');
    expect(await settle(startMs)).toBe('running');
    await arrived('1 minute');
    expect(await settle(startMs + 1)).toBe('running');
    await arrived('1 hour');
    expect(await settle(startMs + 1)).toBe('settled');
  });

  it('is not for those who may not', async () => {
    const source = await doors.aGophish();
    const recipient = await aRecipient();
    await tell(source, { email: recipient.email, message: 'Email Sent' });
    const { id } = await campaignOf(source);
    const answer = await doors.ask(closeCampaign, { params: { campaignId: id }, cookie: recipient.cookie });
    expect(answer.status).toBe(403);
    const missing = await close('11111111-1111-4111-8111-111111111111');
    expect(missing.status).toBe(404);
  });
});

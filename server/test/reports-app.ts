import { createSource, gophishWebhook } from '@vigil/shared/ingestion';
import {
  giveVerdict,
  listMyReports,
  listTriage,
  type MyReport,
  readTriage,
  sendReport,
  type NewReport,
  type TriageGroup,
  type TriageItem,
  type Verdict,
} from '@vigil/shared/reports';
import { createHmac, randomUUID } from 'node:crypto';
import { MailReader } from '../src/features/reports/mail-reader.js';
import { Clock } from '../src/platform/clock/clock.js';
import { Database } from '../src/platform/db/database.js';
import type { RunningConfig } from '../src/platform/config/config.js';
import { createLog, type Log } from '../src/platform/logging/log.js';
import { startTestApp } from './app.js';
import { gophishBody, type Told } from './capture.js';
import { type Actor, anActor, askServer } from './cast.js';
import { factoriesOn } from './factories.js';
import { buildMailWorker } from './mail-worker.js';

/** The whole server with people who report, somebody who answers, a simulator, and a clock to set. */
export async function startReportsApp(log: Log = createLog('silent'), settings: Partial<RunningConfig> = {}) {
  const [server, worker] = await Promise.all([startTestApp({ log, ...settings }), buildMailWorker()]);
  const { app } = server;
  app.get(MailReader).program = worker.program;
  const sql = app.get(Database);
  const clock = { nowMs: Date.now };
  app.get(Clock).nowMs = () => clock.nowMs();
  const make = factoriesOn(sql);
  await make.anOrganisation();
  const security = await anActor(server, 'security');

  const send = (by: Actor, given: Partial<NewReport> = {}) =>
    by.ask(sendReport, { body: { id: randomUUID(), kind: 'mail', text: 'It felt odd.', ...given } });
  const mailOf = (original: Buffer) => ({ base64: original.toString('base64') });
  async function queue(query = ''): Promise<TriageItem[]> {
    return listTriage.response.parse(JSON.parse((await security.ask(listTriage, { query })).text)).items;
  }
  const group = async (groupId: string): Promise<TriageGroup> =>
    readTriage.response.parse(JSON.parse((await security.ask(readTriage, { params: { groupId } })).text));

  return {
    server,
    sql,
    make,
    clock,
    security,
    anActor: (wish = {}) => anActor(server, 'employee', wish),
    send,
    mailOf,
    /** @returns the report as its sender sees it */
    reported: async (by: Actor, given: Partial<NewReport> = {}): Promise<MyReport> =>
      sendReport.response.parse(JSON.parse((await send(by, given)).text)),
    mine: async (by: Actor): Promise<MyReport[]> =>
      listMyReports.response.parse(JSON.parse((await by.ask(listMyReports)).text)).items,
    queue,
    group,
    /** The newest open group. */
    newest: async (): Promise<TriageItem> => {
      const found = (await queue('?limit=200')).at(-1);
      if (!found) throw new Error('the queue is empty');
      return found;
    },
    decide: async (groupId: string, verdict: Verdict, by: Actor = security) => {
      const { verdictNo } = await group(groupId);
      return by.ask(giveVerdict, {
        params: { groupId },
        body: { verdict, thanks: 'Thank you for telling us.', verdictNo },
      });
    },
    pointsOf: async (by: Actor): Promise<number> =>
      Number(
        (
          await sql.query<{ points: string }>(`SELECT points FROM balance WHERE member_id = $1`, [
            by.member.id,
          ])
        )[0]?.points ?? 0,
      ),
    /** A simulator whose webhooks are told one by one. */
    aSimulator: async () => {
      const { text } = await security.ask(createSource, { body: { type: 'gophish', name: randomUUID() } });
      const { source, secret } = JSON.parse(text) as { source: { id: string }; secret: string };
      return async (told: Told): Promise<void> => {
        const body = gophishBody(told);
        const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
        const answer = await fetch(`${server.url}${gophishWebhook.path.replace(':sourceId', source.id)}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-gophish-signature': signature },
          body,
        });
        if (!answer.ok) throw new Error(String(answer.status));
      };
    },
    ask: askServer,
    stop: async () => {
      await server.stop();
      worker.remove();
    },
  };
}
export type ReportsApp = Awaited<ReturnType<typeof startReportsApp>>;

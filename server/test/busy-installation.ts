import { closeCampaign, listCampaigns } from '@vigil/shared/simulations';
import { pathOf, type Route } from '@vigil/shared/contract';
import { createSource, gophishWebhook } from '@vigil/shared/ingestion';
import type { Database } from '../src/platform/db/database.js';
import { BehavioursService } from '../src/features/behaviours/behaviours.service.js';
import { internalSource, type RecordableBehaviour } from '../src/features/behaviours/behaviours.types.js';
import type { TestApp } from './app.js';
import { gophishBody, signatureOf } from './capture.js';
import { factoriesOn, type MadeMember } from './factories.js';

const dayMs = 86_400_000;

/**
 * Fills a running server with a little of everything that the ledger knows: capped awards, once for an object, awards
 * that moved to an earlier day, a settled campaign with a first reporter and quiet points, somebody who hides.
 */
export async function makeBusy(server: TestApp, sql: Database): Promise<readonly MadeMember[]> {
  const make = factoriesOn(sql);
  await make.anOrganisation();
  const department = await make.aDepartment('Finance');
  const since = new Date(Date.now() - 200 * dayMs);
  const people: MadeMember[] = [];
  for (let i = 0; i < 6; i++)
    people.push(await make.aMember({ department, since, visibility: i === 5 ? 'hidden' : 'named' }));
  const behaviours = server.app.get(BehavioursService);
  const now = Date.now() - 60_000;
  for (const [i, { id: memberId }] of people.entries()) {
    const fact = (kind: string, object: string | null, occurredAtMs = now, n = 0): RecordableBehaviour => ({
      sourceId: internalSource,
      naturalKey: `${kind} ${i} ${object ?? ''} ${occurredAtMs} ${n}`,
      bodyHash: Buffer.from(`${kind}${n}`),
      memberId,
      kind,
      object,
      about: null,
      occurredAtMs,
      workingMinutes: kind === 'simulation.reported' ? 10 : null,
      first: false,
    });
    await behaviours.submit([
      ...Array.from({ length: 5 }, (_, n) => fact('threat.reported', null, now, n)),
      ...Array.from({ length: i }, (_, n) => fact('habit.adopted', `habit-${n}`)),
      fact('habit.adopted', 'habit-0', now, 1),
    ]);
    await behaviours.submit([fact('simulation.reported', `case-${i}`, now - 8 * dayMs)]);
    await behaviours.submit([fact('simulation.reported', `case-${i}`, now - 10 * dayMs)]);
  }
  await settleACampaign(server, make, people);
  return people;
}

async function settleACampaign(
  server: TestApp,
  make: ReturnType<typeof factoriesOn>,
  people: readonly MadeMember[],
): Promise<void> {
  const { cookie } = await make.aSession(await make.aMember({ role: 'security' }));
  const ask = async (route: Route, path: string, headers: Record<string, string>, body?: string) => {
    const answer = await fetch(`${server.url}${path}`, {
      method: route.method,
      headers: { cookie, origin: server.url, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${route.path}: ${answer.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  };
  const wish = JSON.stringify({ type: 'gophish', name: 'Simulator' });
  const made = (await ask(createSource, createSource.path, {}, wish)) as {
    source: { id: string };
    secret: string;
  };
  const time = (secondsAgo: number): string => new Date(Date.now() - secondsAgo * 1_000).toISOString();
  const told = [
    ...people.map(({ email }) => ({ email, message: 'Email Sent', time: time(7_200) })),
    ...people.slice(0, 3).map(({ email }, i) => ({ email, message: 'Email Reported', time: time(600 - i) })),
  ];
  for (const one of told) {
    const body = gophishBody(one);
    const headers = { 'x-gophish-signature': signatureOf(body, made.secret) };
    await ask(gophishWebhook, pathOf(gophishWebhook.path, { sourceId: made.source.id }), headers, body);
  }
  const { items } = (await ask(listCampaigns, listCampaigns.path, {})) as { items: { id: string }[] };
  await ask(closeCampaign, pathOf(closeCampaign.path, { campaignId: items[0]?.id }), {});
}

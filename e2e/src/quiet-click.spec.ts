import type { Page } from '@playwright/test';
import { listSources } from '@vigil/shared/ingestion';
import { call } from './support/api.js';
import { isOf, writeCapturePart, type Change, type Choice } from './support/capture-part.js';
import { accounts } from './support/northwind.js';
import { OwnServer } from './support/own-server.js';
import { recordingOf, type Recording } from './support/recorder.js';
import { replay } from './support/replay.js';
import { connectSimulator } from './support/sources-screen.js';
import { callerOf, expect, test, untilLive } from './support/test.js';

const minuteMs = 60_000;
const created = 'Campaign Created';

let server: OwnServer;
test.beforeAll(async () => {
  server = await OwnServer.start();
});
test.afterAll(() => server.stop());

const beat = '42["board:version"';
/** What a page was told by socket; socket.io's own knocking left out. */
const toldTo = (recording: Recording) =>
  recording
    .frames()
    .map(({ text }) => text)
    .filter((text) => text.startsWith('42'));
const beatsOf = (told: readonly string[]) => told.filter((text) => text.startsWith(beat));
/** All but the versions that are repeated every few seconds: what makes a screen move. */
const movesOf = (told: readonly string[]) => told.filter((text) => !text.startsWith(beat));
/** Each board with each version it was said to have. */
function versionsOf(told: readonly string[]): string[] {
  const messages = beatsOf(told).map((text) => JSON.parse(text.slice(2)) as [string, Version]);
  return [...new Set(messages.map(([, { boardId, version }]) => `${boardId} at ${version}`))].sort();
}
interface Version {
  readonly boardId: string;
  readonly version: number;
}

test('a click moves nobody’s screen but that of the person it is about', async ({ enter }, info) => {
  const recordings: Recording[] = [];
  const prepare = (page: Page): void => void recordings.push(recordingOf(page));
  const url = server.url;
  const security = await enter(accounts.security, { url, to: '/sources', prepare });
  const to = await connectSimulator(security, 'Practice mails');
  const colleague = await enter(accounts.reporter, { url, prepare });
  await enter(accounts.leader, { url, to: '/leaderboards/departments?unit=all', prepare });
  await enter(accounts.administrator, { url, to: '/leaderboards/people?unit=all', prepare });
  const clicker = await enter(accounts.clicker, { url });
  const start = new Date(Date.now() - 15 * minuteMs).toISOString();
  const play = async (name: string, isWanted: Choice, change?: Change): Promise<void> => {
    const file = info.outputPath(name);
    await writeCapturePart(file, isWanted, change);
    const { code, said } = await replay({ file, to, start });
    expect(code, said).toBe(0);
  };

  await play('sent.ndjson', ({ message }) => message === created || message === 'Email Sent');
  const watching = recordings.slice(1).map((recording) => () => toldTo(recording));
  const note = clicker.getByText(/A click was recorded on your copy of “Practice mail/);
  await expect(note).toHaveCount(0);
  const clicked = isOf(accounts.clicker, 'Email Opened', 'Clicked Link');
  await play('click.ndjson', (event) => event.message === created || clicked(event));
  await expect(note).toBeVisible();
  // the next beat comes after anything that the click could have moved
  const beats = watching.map((told) => beatsOf(told()).length);
  for (const [i, told] of watching.entries())
    await expect.poll(() => beatsOf(told()).length).toBeGreaterThan(beats[i] ?? 0);
  for (const told of watching) {
    expect(movesOf(told())).toEqual([]);
    const versions = versionsOf(told());
    expect(versions.length).toBeGreaterThan(0);
    expect(new Set(versions.map((one) => one.split(' at ')[0])).size).toBe(versions.length);
  }

  // the same instruments see a report: were a click to move anything, they would have seen that too
  await play(
    'report.ndjson',
    (event) => event.message === created || isOf(accounts.clicker, 'Clicked Link')(event),
    (event) => (event.message === created ? event : { ...event, message: 'Email Reported' }),
  );
  for (const told of watching) await expect.poll(() => movesOf(told()).length).toBeGreaterThan(0);
  await untilLive(colleague);
  const { items } = await call(callerOf(security), listSources, {});
  expect(items.find(({ name }) => name === 'Practice mails')).toMatchObject({ parked: 0, deadLetters: 0 });
});

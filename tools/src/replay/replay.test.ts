import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRfc3339Nano } from '@vigil/shared/simulations';
import { CaptureError, readCapture, shiftTimes } from './capture.js';
import { readOptions, UsageError } from './options.js';
import { planOf, shuffled } from './plan.js';
import { replay } from './replay.js';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../fixtures/gophish/${name}`, import.meta.url));
const webhooks = readFileSync(fixture('webhooks.ndjson'), 'utf8');
const secret = readFileSync(fixture('secret.txt'), 'utf8').trim();

interface Arrived {
  readonly body: string;
  readonly signature: string;
}
let receiver: Server;
let arrived: Arrived[];
let answer: (n: number) => number;
let folder: string;

beforeEach(async () => {
  arrived = [];
  answer = () => 204;
  folder = mkdtempSync(path.join(tmpdir(), 'replay-'));
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      arrived.push({
        body: Buffer.concat(chunks).toString('utf8'),
        signature: String(request.headers['x-gophish-signature']),
      });
      response.writeHead(answer(arrived.length), { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

async function run(...more: string[]): Promise<{ code: number; said: string }> {
  const to = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const args = [fixture('webhooks.ndjson'), '--to', to, '--secret-file', fixture('secret.txt'), ...more];
  return { code: await replay(args, { out: say, err: say }), said: lines.join('\n') };
}

describe('a replay', () => {
  it('sends what was captured, byte for byte, and signed', async () => {
    const { code, said } = await run('--speed', '0');
    expect(code).toBe(0);
    expect(said).toMatch(/^172 of 172 deliveries accepted/);
    const captured = webhooks
      .trimEnd()
      .split('\n')
      .map((l) => JSON.parse(l) as { body: string; headers: string[][] });
    expect(arrived.map((a) => a.body)).toEqual(captured.map((c) => c.body));
    const signatures = captured.map((c) => c.headers.find(([name]) => name === 'X-Gophish-Signature')?.[1]);
    expect(arrived.map((a) => a.signature)).toEqual(signatures);
  });

  it('sends the same bytes for the same start, with valid signatures, in any order', async () => {
    const options = ['--speed', '0', '--start', '2026-11-30T15:00:00Z', '--parallel', '4'];
    await run(...options);
    const once = arrived;
    arrived = [];
    await run(...options, '--shuffle', '7');
    const sorted = (list: Arrived[]) => list.map((a) => `${a.signature} ${a.body}`).sort();
    expect(sorted(arrived)).toEqual(sorted(once));
    for (const { body, signature } of arrived)
      expect(signature).toBe(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  });

  it('ends with 1 and says which answers came when some were not accepted', async () => {
    answer = (n) => (n === 3 ? 500 : n === 4 ? 307 : 204);
    const { code, said } = await run('--speed', '0');
    expect(code).toBe(1);
    expect(said).toContain('170 of 172');
    expect(said).toContain('307: 1');
    expect(said).toContain('500: 1');
    expect(arrived).toHaveLength(172);
  });

  it('ends with 2 when it cannot read what it is given', async () => {
    const bad = path.join(folder, 'bad.ndjson');
    writeFileSync(bad, '{"body":"{}","received_at":"2026-11-23T20:01:54.168Z"}\nnonsense\n');
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    const args = (file: string) => [
      file,
      '--to',
      'http://127.0.0.1:9/',
      '--secret-file',
      fixture('secret.txt'),
    ];
    expect(await replay(args(bad), { out: say, err: say })).toBe(2);
    expect(await replay(args(path.join(folder, 'none')), { out: say, err: say })).toBe(2);
    expect(lines[0]).toBe('Line 2 is not JSON.');
  });
});

describe('shifted times', () => {
  const timeOf = (body: string) => parseRfc3339Nano((JSON.parse(body) as { time: string }).time);

  it('put the first event at the start and keep every distance to the nanosecond', () => {
    const captured = readCapture(webhooks);
    const start = parseRfc3339Nano('2027-01-04T15:00:00.5Z');
    const shifted = shiftTimes(captured, start);
    const events = captured.flatMap((c, i) => (c.body.includes('"time"') ? [i] : []));
    const before = events.map((i) => timeOf(captured[i]!.body));
    const after = events.map((i) => timeOf(shifted[i]!.body));
    expect(after.reduce((a, b) => (a < b ? a : b))).toBe(start);
    const offset = after[0]! - before[0]!;
    expect(after).toEqual(before.map((ns) => ns + offset));
  });

  it('leave everything else as it was', () => {
    const captured = readCapture(webhooks);
    const shifted = shiftTimes(captured, parseRfc3339Nano('2027-01-04T15:00:00Z'));
    const withoutTime = (body: string) => body.replace(/^([^]*?"time":")[^"]*/, '$1');
    expect(shifted.map((s) => withoutTime(s.body))).toEqual(captured.map((c) => withoutTime(c.body)));
    expect(shifted[0]?.body).toBe('{"success":true}');
  });
});

describe('the plan', () => {
  const captured = [0, 1_000, 4_000].map((afterMs, i) => ({ afterMs, body: `{"n":${i}}` }));
  const options = { secret: 'x', speed: 10, shuffle: null, double: false };

  it('keeps the rhythm, divided by the speed', () => {
    expect(planOf(captured, options).map((d) => d.atMs)).toEqual([0, 100, 400]);
    expect(planOf(captured, { ...options, speed: 0 }).map((d) => d.atMs)).toEqual([0, 0, 0]);
  });

  it('sends each twice when told to', () => {
    const bodies = planOf(captured, { ...options, double: true, shuffle: 3 }).map((d) => d.body);
    expect([...bodies].sort()).toEqual(captured.flatMap((c) => [c.body, c.body]));
  });

  it('shuffles by its seed alone', () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    expect(shuffled(items, 1)).toEqual(shuffled(items, 1));
    expect(shuffled(items, 1)).not.toEqual(shuffled(items, 2));
    expect(shuffled(items, 1).sort((a, b) => a - b)).toEqual(items);
  });
});

describe('the command line', () => {
  const least = ['capture', '--to', 'https://vigil.example/api/hooks/gophish/1', '--secret-file', 's'];

  it.each([
    [['--speed', 'fast']],
    [['--speed', '-1']],
    [['--parallel', '0']],
    [['--parallel', '1.5']],
    [['--start', '2026-02-30T00:00:00Z']],
    [['--start', '2026-11-23T15:00:00']],
    [['--to', 'file:///etc/passwd']],
    [['--unknown']],
    [['another-file']],
  ])('refuses %j', (more) => {
    expect(() => readOptions([...least, ...more])).toThrow(UsageError);
  });

  it('needs a file, an address and a secret', () => {
    expect(() => readOptions(least.slice(1))).toThrow(UsageError);
    expect(() => readOptions(['capture', '--to', 'http://a'])).toThrow(UsageError);
    expect(() => readOptions(['capture', '--secret-file', 's'])).toThrow(UsageError);
    expect(readOptions(least)).toMatchObject({ speed: 1, parallel: 1, double: false, startNs: null });
  });

  it('refuses a capture without deliveries', () => {
    expect(() => readCapture('\n')).toThrow(CaptureError);
  });
});

import { recordBehaviours } from '@vigil/shared/behaviours';
import { problemDocument, problems } from '@vigil/shared/contract';
import { createSource } from '@vigil/shared/ingestion';
import { sendReport } from '@vigil/shared/reports';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { factoriesOn } from '../../test/factories.js';
import { rawRequest, type RawAnswer } from '../../test/raw-http.js';
import { Database } from '../platform/db/database.js';

let server: TestApp;
let key: string;
let cookie: string;
beforeAll(async () => {
  server = await startTestApp({ patience: { requestMs: 4_000, headersMs: 3_000, lookEveryMs: 50 } });
  const make = factoriesOn(server.app.get(Database));
  await make.anOrganisation();
  ({ cookie } = await make.aSession(await make.aMember({ role: 'administrator' })));
  const answer = await fetch(`${server.url}${createSource.path}`, {
    method: 'POST',
    headers: { cookie, origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'api', name: 'Learning', kinds: ['training.completed'] }),
  });
  key = ((await answer.json()) as { secret: string }).secret;
});
afterAll(() => server.stop());

const mebibyte = 1_048_576;
const post = (...headers: string[]): string =>
  [
    `POST ${recordBehaviours.path} HTTP/1.1`,
    'host: vigil',
    `authorization: Bearer ${key}`,
    'content-type: application/json',
    ...headers,
    '\r\n',
  ].join('\r\n');
const report = (...headers: string[]): string =>
  [
    `POST ${sendReport.path} HTTP/1.1`,
    'host: vigil',
    `origin: ${server.url}`,
    'content-type: application/json',
    ...headers,
    '\r\n',
  ].join('\r\n');
function feed(bytes: number): () => Buffer | null {
  const chunk = Buffer.alloc(65_536, 'x');
  let left = bytes;
  return () => {
    if (left <= 0) return null;
    left -= chunk.length;
    return chunk;
  };
}
function expectProblem(answer: RawAnswer, problem: { status: number; type: string }): void {
  expect(answer.status, answer.head).toBe(problem.status);
  expect(answer.head.toLowerCase()).toContain('content-type: application/problem+json');
  expect(problemDocument.parse(JSON.parse(answer.body))).toMatchObject(problem);
}
const stillAnswers = async () => expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);

describe('a body that is too large (D13)', () => {
  it('is refused by its announced length, before it is read', async () => {
    const length = 100 * mebibyte;
    const answer = await rawRequest(server.url, post(`content-length: ${length}`), feed(length));
    expectProblem(answer, problems.tooLarge);
    expect(answer.head.toLowerCase()).toContain('connection: close');
    // what the kernel had buffered before the connection closed, not the hundred megabytes
    expect(answer.sentBytes).toBeLessThan(20 * mebibyte);
    await stillAnswers();
  });

  it('is refused when it turns out too large, chunk by chunk', async () => {
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 'x'), Buffer.from('\r\n')]);
    let left = 1_600;
    const chunks = () => (left-- > 0 ? chunk : null);
    const answer = await rawRequest(server.url, post('transfer-encoding: chunked'), chunks);
    expectProblem(answer, problems.tooLarge);
    expect(answer.sentBytes).toBeLessThan(20 * mebibyte);
    await stillAnswers();
  });

  it('of a million and one items is refused without being parsed', async () => {
    const body = `{"items":[${Array(1_000_001).fill('0').join()}]}`;
    const answer = await rawRequest(server.url, post(`content-length: ${body.length}`), body);
    expectProblem(answer, problems.tooLarge);
  });

  it('is refused before it is read where nobody is signed in, also on a route that has room for it', async () => {
    for (const size of [`content-length: ${10 * mebibyte}`, 'transfer-encoding: chunked'])
      expectProblem(await rawRequest(server.url, report(size)), problems.unauthenticated);
    await stillAnswers();
  });

  it('is refused where the same person is sending others, and taken once those are over', async () => {
    const mine = report(`content-length: ${2 * mebibyte}`, `cookie: ${cookie}`);
    const begun = await Promise.all(Array.from({ length: 4 }, () => rawRequest(server.url, mine)));
    expect(begun.map((a) => a.status).sort()).toEqual([408, 408, 429, 429]);
    const body = JSON.stringify({ text: 'x'.repeat(2 * mebibyte) });
    const whole = report(`content-length: ${body.length}`, `cookie: ${cookie}`, 'connection: close');
    expectProblem(await rawRequest(server.url, whole, body), problems.invalid);
  });

  it('is not unpacked: a compressed kilobyte stays a kilobyte', async () => {
    const bomb = gzipSync(Buffer.alloc(mebibyte, ' '));
    const answer = await rawRequest(
      server.url,
      post(`content-length: ${bomb.length}`, 'content-encoding: gzip', 'connection: close'),
      bomb,
    );
    expectProblem(answer, problems.unsupportedMedia);
  });
});

describe('a request that does not arrive (D13)', () => {
  it('is answered with 408 when its body trickles, and the connection closed', async () => {
    const answer = await rawRequest(server.url, post('content-length: 1000'), '{');
    expectProblem(answer, problems.tooSlow);
    await stillAnswers();
  });

  it('is answered with 408 when its headers trickle', async () => {
    expectProblem(await rawRequest(server.url, 'GET /health/live HTTP/1.1\r\nhost: vi'), problems.tooSlow);
  });
});

describe('what is not HTTP (D13)', () => {
  it.each([
    ['two lengths', post('content-length: 2', 'content-length: 3') + '{}'],
    ['a length and chunks', post('content-length: 2', 'transfer-encoding: chunked') + '2\r\n{}\r\n0\r\n\r\n'],
    ['chunks named twice', post('transfer-encoding: chunked, identity') + '0\r\n\r\n'],
    ['a negative length', post('content-length: -1')],
    ['a bad chunk size', post('transfer-encoding: chunked') + 'zz\r\n'],
    ['a space before a colon', 'GET /health/live HTTP/1.1\r\nhost : vigil\r\n\r\n'],
    ['a NUL in a header', 'GET /health/live HTTP/1.1\r\nhost: vi\0gil\r\n\r\n'],
    ['no host', 'GET /health/live HTTP/1.1\r\n\r\n'],
    ['an address of another server', 'GET http://localhost:3333/x HTTP/1.1\r\nhost: vigil\r\n\r\n'],
    ['TLS', Buffer.from('16030100a5010000a10303', 'hex')],
    ['no version', 'GET /health/live\r\n\r\n'],
    ['a method nobody knows', 'BREW /health/live HTTP/1.1\r\nhost: vigil\r\n\r\n'],
  ])('%s is answered with 400', async (_, bytes) => {
    expectProblem(await rawRequest(server.url, bytes), problems.malformed);
    await stillAnswers();
  });

  it('passes over an expectation that nobody knows', async () => {
    const head = 'GET /health/live HTTP/1.1\r\nhost: vigil\r\nexpect: more\r\nconnection: close\r\n\r\n';
    const { status, body } = await rawRequest(server.url, head);
    expect([status, body]).toEqual([200, '{"status":"ok"}']);
  });

  it('knows no request inside a request', async () => {
    const inner = 'GET /health/live HTTP/1.1\r\nhost: vigil\r\n\r\n';
    const answer = await rawRequest(
      server.url,
      `${post('content-length: 4', 'transfer-encoding: chunked')}0\r\n\r\n${inner}`,
    );
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('HTTP/1.1 200');
  });
});

describe('headers (I9)', () => {
  it.each([
    ['two thousand of them', Array.from({ length: 2_000 }, (_, i) => `x-${i}: 1234567890`).join('\r\n')],
    ['a cookie of 64 KB', `cookie: vigil=${'x'.repeat(65_536)}`],
    ['an address of 64 KB', null],
  ])('%s are answered with 431', async (_, header) => {
    const path = header === null ? `/${'x'.repeat(65_536)}` : '/api/me';
    const answer = await rawRequest(
      server.url,
      `GET ${path} HTTP/1.1\r\nhost: vigil\r\n${header ?? 'a: b'}\r\n\r\n`,
    );
    expectProblem(answer, problems.headersTooLarge);
    await stillAnswers();
  });

  it('of two thousand short ones are answered with 431 too', async () => {
    const many = Array.from({ length: 1_999 }, () => 'a:b').join('\r\n');
    const head = `GET /health/live HTTP/1.1\r\nhost: vigil\r\nconnection: close\r\n${many}\r\n\r\n`;
    expectProblem(await rawRequest(server.url, head), problems.headersTooLarge);
  });
});

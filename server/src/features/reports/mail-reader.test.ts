import fc from 'fast-check';
import { mailView } from '@vigil/shared/reports';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMailWorker } from '../../../test/mail-worker.js';
import { aMail, filePart, htmlPart, plainPart } from '../../../test/mails.js';
import { createLog } from '../../platform/logging/log.js';
import { mailFacts } from './mail-facts.js';
import { MailReader } from './mail-reader.js';

const reader = new MailReader(createLog('silent'));
let remove: () => void;
let web: Server;
let asked = 0;
beforeAll(async () => {
  ({ program: reader.program, remove } = await buildMailWorker());
  web = createServer((_, answer) => {
    asked++;
    answer.end();
  }).listen(0, '127.0.0.1');
});
afterAll(() => {
  remove();
  web.close();
});
const read = async (mail: Buffer, whose = 'anna') => (await reader.read(mail, whose, [])).view;

describe('a mail', () => {
  it('is shown as text, defanged, with what is behind its links and its attachments', async () => {
    const file = Buffer.from('MZ not really');
    const view = await read(
      aMail({
        from: '"Payroll" <pay@evil.example>',
        head: ['Reply-To: other@evil.example', 'X-Mailer: Some\r\n Thing'],
        subject: '=?utf-8?Q?J=C3=B6hn,_see_https=3A//evil.example/x?=',
        parts: [
          htmlPart(
            '<p>Good day</p><a href="https://evil.example/?a=1&amp;b=2">bank.example</a><img src="&#104;ttp://evil.example/pixel"><script>alert(1)</script>',
          ),
          filePart('invoice.pdf.exe', file, 'application/pdf'),
        ],
      }),
    );
    expect(view).toMatchObject({
      from: '"Payroll" <pay[@]evil[.]example>',
      replyTo: 'other[@]evil[.]example',
      subject: 'Jöhn, see hxxps://evil[.]example/x',
      date: '2026-11-23T15:00:00.000Z',
      links: ['hxxps://evil[.]example/?a=1&b=2', 'hxxp://evil[.]example/pixel'],
      attachments: [
        {
          name: 'invoice[.]pdf[.]exe',
          type: 'application/pdf',
          bytes: file.length,
          sha256: createHash('sha256').update(file).digest('hex'),
        },
      ],
      text: null,
      cut: false,
      unreadable: false,
    });
    expect(view.html).toContain('Good day');
    expect(view.html).not.toMatch(/<|alert|https?:/);
    expect(view.headers).toContainEqual(['x-mailer', 'Some Thing']);
  });

  it('with two faces shows both', async () => {
    const alternative = aMail({ parts: [plainPart('All is well.'), htmlPart('<b>Send your password</b>')] });
    const view = await read(alternative);
    expect(view.text).toContain('All is well');
    expect(view.html).toContain('Send your password');
  });

  it('asks nothing of the world', async () => {
    const at = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
    const parts = ['img src', 'link rel=stylesheet href', 'iframe src', 'script src', 'body background'].map(
      (tag) => htmlPart(`<${tag}="${at}/x"></${tag.split(' ')[0] ?? ''}>`),
    );
    const remote = {
      head: [`Content-Type: message/external-body; access-type=URL; URL="${at}/body"`],
      body: '',
    };
    const view = await read(
      aMail({ head: [`Disposition-Notification-To: a@127.0.0.1`], parts: [...parts, remote] }),
    );
    expect(view.unreadable).toBe(false);
    expect(view.links.length).toBeGreaterThan(0);
    expect(asked).toBe(0);
  });

  it('of a simulator is known by what it says of itself', async () => {
    const facts = (mail: Buffer) => mailFacts(mail, []);
    const date = new Date('2026-11-23T15:00:00Z');
    const practice = { sentAtMs: date.getTime(), to: ['anna@northwind.example'] };
    expect((await facts(aMail({ date, head: ['X-Mailer: gophish'] }))).practice).toEqual(practice);
    expect((await facts(aMail({ date, head: ['X-Gophish-Contact: it@x.example'] }))).practice).toEqual(
      practice,
    );
    for (const head of ['X-Mailer: gophish-like', 'Subject2: x-mailer: gophish', 'X-Other: gophish'])
      expect((await facts(aMail({ head: [head] }))).practice).toBeNull();
  });
});

describe('a mail that is made to break its reader', () => {
  const many = (n: number, make: (i: number) => string) => Array.from({ length: n }, (_, i) => make(i));
  const nested = (depth: number): Buffer => {
    const heads = many(depth, (i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}`);
    return Buffer.from(`Subject: deep\r\n${heads.join('\r\n')}\r\nContent-Type: text/plain\r\n\r\nend\r\n`);
  };
  it.each([
    ['ten thousand headers of a line', aMail({ head: many(10_000, (i) => `X-H${i}: ${'v'.repeat(60)}`) })],
    ['parts within parts within parts', nested(5_000)],
    ['a hundred thousand parts', aMail({ parts: many(100_000, () => 'x').map(plainPart) })],
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(2_000_000)],
    ['one line of ten million', Buffer.alloc(10_000_000, 'a')],
  ])('%s: is kept as one that cannot be read', async (_, mail) => {
    expect((await read(mail)).unreadable).toBe(true);
  });

  it.each([
    [
      'an attachment of seven megabytes',
      aMail({ parts: [plainPart('x'), filePart('a', Buffer.alloc(7_000_000))] }),
    ],
    ['ten thousand recipients', aMail({ to: many(10_000, (i) => `a${i}@b.example`).join(', ') })],
    ['a million brackets', aMail({ parts: [htmlPart('<div>'.repeat(80_000))] })],
    ['html of five megabytes', aMail({ parts: [htmlPart('<p>x</p>'.repeat(600_000))] })],
    ['text of five megabytes', aMail({ parts: [plainPart('http://a.example '.repeat(300_000))] })],
    ['a subject of a megabyte', aMail({ subject: 'x '.repeat(100_000) })],
    [
      'odd charsets',
      aMail({ parts: [{ head: ['Content-Type: text/plain; charset=utf-7'], body: '+ADw-b+AD4-' }] }),
    ],
  ])('%s: is read, and cut', async (_, mail) => {
    const view = await read(mail);
    expect(mailView.parse(view)).toEqual(view);
    expect(JSON.stringify(view).length).toBeLessThan(1_500_000);
  });

  it('stops nobody else: others are read meanwhile, and the server goes on', async () => {
    let beats = 0;
    const pulse = setInterval(() => beats++, 5);
    const bombs = many(4, () => '').map(() =>
      read(aMail({ parts: many(100_000, () => 'x').map(plainPart) })),
    );
    const good = read(aMail());
    const views = await Promise.all([...bombs, good]);
    clearInterval(pulse);
    expect(views.map((view) => view.unreadable)).toEqual([true, true, true, true, false]);
    expect(beats).toBeGreaterThan(0);
  });
});

describe('anything at all', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'Content-Type: multipart/mixed; boundary="b"',
      'Content-Type: multipart/alternative; boundary=b',
      'Content-Type: message/rfc822',
      'Content-Type: text/html; charset=iso-2022-jp',
      'Content-Type: text/calendar; method=REQUEST',
      'Content-Type: message/delivery-status',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Transfer-Encoding: base64',
      'Content-Transfer-Encoding: x-uuencode',
      "Content-Disposition: attachment; filename*=utf-8''%ff%00..%2f",
      'Content-ID: <x>',
      'Date: Mon, 99 Foo 2026 99:99:99 +9999',
      'From: =?utf-8?B?////?= <a@b@c>, "x',
      'To: undisclosed-recipients:;',
      '--b',
      '--b--',
      '',
      '=\r\n=',
      '<a href="https://x.example/">y</a>',
      '\u0000\u001b[31m',
    ),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );

  it('is read as a view that fits the contract, or refused; never answered by silence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 25 }), async (lines) => {
        const mail = Buffer.from(lines.join('\r\n'), 'utf8');
        const facts = await mailFacts(mail, ['anna']).catch(() => null);
        if (facts === null) return;
        expect(mailView.parse(facts.view)).toEqual(facts.view);
        expect(JSON.stringify(facts.view)).not.toMatch(/\\u0000|https?:\/\//i);
        for (const key of facts.keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
      }),
      { numRuns: 300 },
    );
  });
});

it('of somebody who sends many does not keep others waiting', async () => {
  const order: string[] = [];
  const mail = aMail({ parts: [htmlPart('<p>hello</p>')] });
  await Promise.all(
    ['anna', 'anna', 'anna', 'anna', 'ben'].map((whose) => read(mail, whose).then(() => order.push(whose))),
  );
  expect(order.indexOf('ben')).toBeLessThan(order.lastIndexOf('anna'));
});

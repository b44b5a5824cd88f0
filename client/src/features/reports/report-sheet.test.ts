import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problems } from '@vigil/shared/contract';
import {
  largestMailBytes,
  readAnswerTime,
  sendReport,
  type MyReport,
  type NewReport,
} from '@vigil/shared/reports';
import { openScreen, type OpenScreen } from '../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import ReportButton from './ReportButton.vue';

const sentence = 'Nobody here is called Ortega.';
const report: MyReport = {
  ...{ id: '00000000-0000-4000-8000-000000000001', kind: 'mail', text: sentence, state: 'new' },
  ...{ sentAt: '2026-11-24T10:00:00Z', mail: null, answeredAt: null, thanks: null },
  ...{ points: null },
};

let server: FakeServer;
let open: OpenScreen;
const sent = () => server.sent('/api/reports') as NewReport[];
const write = (text: string) => open.type('In one sentence', text);

async function drop(file: File): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('There is no place for a file.');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input.dispatchEvent(new Event('change'));
  await flushPromises();
}
/** Reading a file takes the turns it takes. */
const thanked = () => vi.waitFor(() => expect(open.words()).toContain('Your security team has it now.'));

beforeEach(async () => {
  server = fakeServer();
  server.answer(readAnswerTime, { median: null, days: 90 });
  vi.stubGlobal('fetch', server.fetch);
  open = await openScreen(ReportButton, '/', server);
});
afterEach(() => {
  open.screen.unmount();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('a report', () => {
  it('takes two clicks and one sentence', async () => {
    server.answer(sendReport, report, 201);
    await open.press('Report');
    expect(document.activeElement?.tagName).toBe('TEXTAREA');
    await write(`  ${sentence}\n`);
    await open.press('Send');
    await thanked();
    expect(sent()).toEqual([{ id: expect.any(String) as string, kind: 'mail', text: sentence, mail: null }]);
  });

  it('without a sentence asks for one, and sends nothing', async () => {
    await open.press('Report');
    await write('   ');
    await open.press('Send');
    expect(open.words()).toContain('Write one sentence, so that we know what to look for.');
    expect(sent()).toEqual([]);
  });

  it('is another one the next time', async () => {
    server.answer(sendReport, report, 201);
    for (const text of ['One.', 'Two.']) {
      await open.press('Report');
      await write(text);
      await open.press('Send');
      await thanked();
      await open.press('Done');
    }
    expect(sent().map((one) => one.text)).toEqual(['One.', 'Two.']);
    expect(new Set(sent().map((one) => one.id)).size).toBe(2);
  });
});

describe('the mail itself', () => {
  it('goes with it where the kind takes one, byte by byte', async () => {
    server.answer(sendReport, report, 201);
    await open.press('Report');
    await drop(new File(['From: a@b.example\r\n\r\nHi'], 'odd.eml'));
    await write(sentence);
    await open.press('Send');
    await thanked();
    expect(atob(sent()[0]?.mail?.base64 ?? '')).toBe('From: a@b.example\r\n\r\nHi');
  });

  it('stays behind with another kind', async () => {
    server.answer(sendReport, report, 201);
    await open.press('Report');
    await drop(new File(['From: a@b.example'], 'odd.eml'));
    await open.press('Visitor');
    expect(document.querySelector('input[type=file]')).toBeNull();
    await write(sentence);
    await open.press('Send');
    await thanked();
    expect(sent()[0]).toMatchObject({ kind: 'visitor', mail: null });
  });

  it('is not taken when it is too large, and the report goes without it', async () => {
    server.answer(sendReport, report, 201);
    await open.press('Report');
    const file = new File([''], 'huge.eml');
    Object.defineProperty(file, 'size', { value: largestMailBytes + 1 });
    await drop(file);
    expect(open.words()).toContain('This mail is larger than 10 MB. Send the report without it.');
    await write(sentence);
    await open.press('Send');
    await thanked();
    expect(sent()[0]?.mail).toBeNull();
  });

  it('that the server refuses leaves everything as it was; sent again it is the same report', async () => {
    server.answer(sendReport, { ...problems.unavailable, requestId: 'r' }, 503);
    await open.press('Report');
    await drop(new File(['From: a@b.example'], 'odd.eml'));
    await write(sentence);
    await open.press('Send');
    await vi.waitFor(() => expect(open.words()).toContain('What you wrote is still here.'));
    expect(open.words()).toContain('odd.eml');
    server.answer(sendReport, report, 201);
    await open.press('Send');
    await thanked();
    const [first, second] = sent();
    expect(second).toEqual(first);
  });
});

describe('offline', () => {
  it('says so, keeps what was typed while the sheet is closed, and sends it once as one', async () => {
    await open.press('Report');
    await write(sentence);
    server.state.value = 'offline';
    await flushPromises();
    expect(open.words()).toContain('You are offline. What you wrote stays here; send it when you are back.');
    await open.press('Send');
    expect(open.words()).toContain('What you wrote is still here.');
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await flushPromises();
    server.state.value = 'live';
    server.answer(sendReport, report, 201);
    await open.press('Report');
    expect(document.querySelector('textarea')?.value).toBe(sentence);
    await open.press('Send');
    await thanked();
    const [first, second] = sent();
    expect([sent().length, second?.id]).toEqual([2, first?.id]);
  });
});

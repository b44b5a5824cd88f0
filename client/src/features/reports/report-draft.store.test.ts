import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MyReport, NewReport } from '@vigil/shared/reports';
import { useReportDraft } from './report-draft.store';

let sent: NewReport[];
let answer: (body: NewReport) => Promise<Response>;
beforeEach(() => {
  setActivePinia(createPinia());
  sent = [];
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    const report = JSON.parse(body) as NewReport;
    sent.push(report);
    return answer(report);
  });
});
afterEach(() => vi.unstubAllGlobals());

const taken = ({ id, text }: NewReport): Promise<Response> => {
  const report: MyReport = {
    ...{ id, kind: 'mail', text, sentAt: '2026-11-24T09:00:00.000Z', state: 'new', mail: null },
    ...{ answeredAt: null, thanks: null, points: null },
  };
  return Promise.resolve(Response.json(report, { status: 201 }));
};
const lost = () => Promise.reject(new TypeError('no network'));

it('is the same report when it is sent again as it is, and another one when it was changed', async () => {
  const draft = useReportDraft();
  draft.text = 'It felt od.';
  answer = lost;
  await expect(draft.send()).rejects.toThrow();
  await expect(draft.send()).rejects.toThrow();
  draft.text = 'It felt odd.';
  answer = taken;
  await draft.send();
  const [first, again, changed] = sent.map((report) => report.id);
  expect(again).toBe(first);
  expect(changed).not.toBe(first);
  expect([draft.text, draft.sent?.text]).toEqual(['', 'It felt odd.']);
});

it('keeps what is typed while it is on its way', async () => {
  const draft = useReportDraft();
  draft.text = 'One thing.';
  answer = (body) => {
    draft.text = 'Another thing.';
    return taken(body);
  };
  await draft.send();
  expect([draft.text, draft.sent?.text]).toEqual(['Another thing.', 'One thing.']);
});

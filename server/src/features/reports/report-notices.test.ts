import { giveVerdict, markDuplicate } from '@vigil/shared/reports';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allTold, noticesOf, toldOf } from '../../../test/notices.js';
import { type ReportsApp, startReportsApp } from '../../../test/reports-app.js';

let reports: ReportsApp;
beforeAll(async () => {
  reports = await startReportsApp();
});
afterAll(() => reports.stop());

it('a verdict comes to each reporter with thanks and points, again when it changes, and to nobody else', async () => {
  const [anna, bo, onlooker] = [await reports.anActor(), await reports.anActor(), await reports.anActor()];
  await reports.reported(anna, { kind: 'mistake', text: 'I left a door open.' });
  const { id } = await reports.newest();
  await reports.reported(bo, { kind: 'call', text: 'Somebody had left a door open.' });
  const { id: other } = await reports.newest();
  await reports.security.ask(markDuplicate, { params: { groupId: other }, body: { of: id } });
  await allTold(reports.sql);
  expect((await noticesOf(anna)).items).toEqual([]);

  await reports.decide(id, 'confirmed');
  for (const one of [anna, bo])
    expect(await toldOf(one, 'report.answered')).toMatchObject([
      { facts: { which: 'report.confirmed', points: 35 }, showsItself: true },
    ]);
  await reports.decide(id, 'harmless');
  const [changed] = await toldOf(anna, 'report.answered', 2);
  expect(changed?.facts).toEqual({ which: 'report.harmless', points: 5 });
  await allTold(reports.sql);
  for (const one of [onlooker, reports.security]) expect((await noticesOf(one)).items).toEqual([]);
  // an own mistake is told of in the same words as any other report
  expect(JSON.stringify((await noticesOf(anna)).items)).not.toMatch(/mistake|door/);
});

it('an idea is answered as an idea, and of two at once one answer is told', async () => {
  const anna = await reports.anActor();
  await reports.reported(anna, { kind: 'idea', text: 'Shred bins on every floor.' });
  const { id } = await reports.newest();
  const body = { verdict: 'confirmed', thanks: 'Thank you.', verdictNo: 0 };
  await Promise.all(
    Array.from({ length: 5 }, () => reports.security.ask(giveVerdict, { params: { groupId: id }, body })),
  );
  const [told] = await toldOf(anna, 'report.answered');
  expect(told?.facts['which']).toBe('idea.confirmed');
});

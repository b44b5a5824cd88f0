import { describe, expect, it } from 'vitest';
import { auditActs, auditSubjects } from '@vigil/shared/audit';
import * as badges from '@vigil/shared/badges';
import * as challenges from '@vigil/shared/challenges';
import * as corrections from '@vigil/shared/corrections';
import * as dailyCheck from '@vigil/shared/daily-check';
import * as leaderboards from '@vigil/shared/leaderboards';
import * as leaders from '@vigil/shared/leaders';
import * as people from '@vigil/shared/people';
import * as points from '@vigil/shared/points';
import * as recognition from '@vigil/shared/recognition';
import * as reports from '@vigil/shared/reports';
import * as rewards from '@vigil/shared/rewards';
import * as seasons from '@vigil/shared/seasons';
import * as streaks from '@vigil/shared/streaks';
import { problems, type Problem, type Route } from '@vigil/shared/contract';
import { actKey } from '../features/admin/audit-words';
import { adminEn } from '../lib/admin/messages.en';
import { localProblems, problemKey } from '../lib/problem';
import { de, deParts } from './de';
import { en, enParts } from './en';
import { mergeMessages, type Messages } from './merge';

const texts = (tree: Messages, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : texts(value, `${path}${key}.`),
  );
const english = texts(en);
const german = texts(de);
const isRoute = (one: unknown): one is Route =>
  typeof one === 'object' && one !== null && 'access' in one && 'method' in one;
const named = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('the words on screens', () => {
  it('are complete in both languages, with the same values in them', () => {
    expect(german.map(([key]) => key)).toEqual(english.map(([key]) => key));
    const inGerman = new Map(german);
    for (const [key, text] of english) {
      expect(inGerman.get(key), key).not.toBe('');
      expect(named(inGerman.get(key) ?? ''), key).toEqual(named(text));
      expect(inGerman.get(key)?.split(' | ').length, key).toBe(text.split(' | ').length);
    }
  });

  it('have none of the words that only we use, and none that blame', () => {
    const jargon =
      /\b(ledger|delta|snapshot|projection|outbox|consumer|relay|idempoten|natural key|payload|histogram|backend|endpoint|webhook|cache|websocket|socket|null|undefined|ruleset|settle)/i;
    const blame =
      /\b(failed|failure|fail|offender|bottom|punish|penalt|loser|versagt|durchgefallen|Verlierer|Strafe)/i;
    const employees = [enParts, deParts].flatMap((parts) =>
      texts(mergeMessages(parts.slice(0, enParts.indexOf(adminEn)))),
    );
    expect(employees.filter(([, text]) => jargon.test(text) || blame.test(text))).toEqual([]);
  });

  it('name every problem that a route of these screens can answer with, and the way out of it', () => {
    const known = new Set(english.map(([key]) => key));
    const declared = [
      badges,
      challenges,
      corrections,
      dailyCheck,
      leaderboards,
      leaders,
      people,
      points,
      recognition,
      reports,
      rewards,
      seasons,
      streaks,
    ]
      .flatMap((contract): unknown[] => Object.values(contract))
      .filter(isRoute)
      .filter(({ access }) => access.by === 'anyone' || (access.by === 'session' && !access.roles))
      .flatMap((route) => route.problems ?? []);
    const types = [...declared, ...Object.values<Problem>(problems)].map((problem) => problem.type);
    for (const type of [...types, ...Object.values(localProblems)]) {
      expect(known, type).toContain(`${problemKey(type)}.what`);
      expect(known, type).toContain(`${problemKey(type)}.do`);
    }
  });

  it('name every act of the audit log, and what it was done to', () => {
    const known = new Set(english.map(([key]) => key));
    for (const act of auditActs) expect(known).toContain(actKey(act));
    for (const subject of auditSubjects) expect(known).toContain(`audit.subjects.${subject}`);
  });

  it('refuse two texts for one key', () => {
    expect(() => mergeMessages([{ a: { b: 'x' } }, { a: { b: 'y' } }])).toThrow('"b"');
  });

  it('say how each known kind of behaviour is done', () => {
    const known = new Set(english.map(([key]) => key));
    for (const kind of points.knownKinds)
      for (const which of ['did', 'todo', 'how']) expect(known).toContain(`points.kinds.${kind}.${which}`);
  });
});

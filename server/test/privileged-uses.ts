import { listBadgeRevisions, makeSigningKey, publishBadges } from '@vigil/shared/badges';
import {
  addChallenge,
  announceChallenge,
  type ChallengeDraft,
  removeChallenge,
  scheduleChallenge,
  updateChallenge,
} from '@vigil/shared/challenges';
import { periodOf } from '@vigil/shared/calendar';
import type { Route } from '@vigil/shared/contract';
import {
  addQuestion,
  listQuestions,
  type Question,
  retireQuestion,
  reviveQuestion,
} from '@vigil/shared/daily-check';
import { decideSpotlight, grantSpotlight, updateSpotlightSettings } from '@vigil/shared/leaders';
import { defaultRules } from '@vigil/shared/points';
import {
  giveVerdict,
  markDuplicate,
  openMail,
  sendReport,
  takeInReview,
  takeMail,
  type NewReport,
} from '@vigil/shared/reports';
import {
  findColleagues,
  giveRecognition,
  hideRecognition,
  updateRecognitionSettings,
} from '@vigil/shared/recognition';
import { addReward, askForReward, changeReward, decideRewardRequest } from '@vigil/shared/rewards';
import {
  approveRescore,
  declineRescore,
  previewRescore,
  proposeRescore,
  publishRules,
  replayRules,
  restoreRules,
  withdrawRules,
} from '@vigil/shared/rules';
import { addDisplay, revokeDisplay } from '@vigil/shared/wall';
import { randomUUID } from 'node:crypto';
import { Database } from '../src/platform/db/database.js';
import type { TestApp } from './app.js';
import { type Actor, anActor } from './cast.js';
import { aDisplay } from './displays.js';
import { earned } from './earned.js';
import { aMail } from './mails.js';

/** A privileged route that changes something, and what it is given to be used as it is meant, found when it is used. */
export type PrivilegedUse = readonly [
  Route,
  () => Promise<{ params?: Record<string, string>; body?: unknown } | undefined>,
];

interface Stage {
  readonly server: TestApp;
  readonly guard: Actor;
}

const dayMs = 86_400_000;
const draft = {
  rules: defaultRules.map((r) => (r.kind === 'habit.adopted' ? { ...r, base: r.base + 1 } : r)),
  multipliers: [],
};
const inDays = (n: number): string => new Date(Date.now() + n * dayMs).toISOString();
/** Long over: nobody earned anything in it. */
const week = periodOf('week', Date.now() - 300 * dayMs, { timeZone: 'Europe/Berlin' }).key;
const weeks = { revision: 1, firstWeek: week, lastWeek: week };

/** The rules of a company that has those it came with: the next ones, back again, and weeks that are counted again. */
function rulesUses(stage: () => Stage): readonly PrivilegedUse[] {
  const proposed = async (): Promise<{ rescoreId: string }> => {
    const { text } = await stage().guard.ask(proposeRescore, { body: { ...weeks, why: 'Once more' } });
    return { rescoreId: (JSON.parse(text) as { id: string }).id };
  };
  const given = (body: unknown) => () => Promise.resolve({ body });
  return [
    [replayRules, given({ draft })],
    [publishRules, given({ draft, baseRevision: 1, from: inDays(1), note: 'Habits matter' })],
    [
      restoreRules,
      () =>
        Promise.resolve({
          params: { revision: '1' },
          body: { baseRevision: 2, from: inDays(2), note: 'As it was' },
        }),
    ],
    [withdrawRules, () => Promise.resolve({ params: { revision: '3' }, body: { why: 'Not yet' } })],
    [previewRescore, given(weeks)],
    [proposeRescore, given({ ...weeks, why: 'Too little' })],
    [declineRescore, async () => ({ params: await proposed(), body: { why: 'It was right' } })],
    [approveRescore, async () => ({ params: await proposed() })],
  ];
}

/** What the security team does with what people tell it, each time with something that was told anew. */
function reportUses(stage: () => Stage): readonly PrivilegedUse[] {
  async function told(more: Partial<NewReport> = {}): Promise<{ groupId: string }> {
    const { server } = stage();
    const id = randomUUID();
    const person = await anActor(server, 'employee');
    await person.ask(sendReport, { body: { id, kind: 'call', text: 'A voice nobody knows', ...more } });
    const [report] = await server.app
      .get(Database)
      .query<{ groupId: string }>(`SELECT group_id AS "groupId" FROM report WHERE client_id = $1`, [id]);
    return { groupId: report?.groupId ?? '' };
  }
  const mail = (subject: string): Partial<NewReport> => ({
    kind: 'mail',
    mail: { base64: aMail({ subject }).toString('base64') },
  });
  return [
    [takeInReview, async () => ({ params: await told() })],
    [
      giveVerdict,
      async () => ({
        params: await told(),
        body: { verdict: 'harmless', thanks: 'Thank you.', verdictNo: 0 },
      }),
    ],
    [markDuplicate, async () => ({ params: await told(), body: { of: (await told()).groupId } })],
    [openMail, async () => ({ params: await told(mail('A parcel')) })],
    [takeMail, async () => ({ params: await told(mail('A fee')) })],
  ];
}

/** What the security team does with challenges, each time with one that was set up anew. */
function challengeUses(stage: () => Stage): readonly PrivilegedUse[] {
  const body: ChallengeDraft = {
    ...{ form: 'goal', template: null, name: 'Dawn', text: null, prize: null, target: 50 },
    ...{ startsAt: inDays(1), endsAt: inDays(8), kinds: ['habit.adopted'], departmentIds: [], teams: [] },
  };
  async function made(): Promise<{ challengeId: string }> {
    const { text } = await stage().guard.ask(addChallenge, { body });
    return { challengeId: (JSON.parse(text) as { card: { id: string } }).card.id };
  }
  async function closed(): Promise<{ challengeId: string }> {
    const params = await made();
    const result = { sides: [], winners: [], points: 0, acts: [] };
    await stage()
      .server.app.get(Database)
      .query(
        `UPDATE challenge SET state = 'closed', counts_until = now(), closed_at = now(), result = $2 WHERE id = $1`,
        [params.challengeId, result],
      );
    return params;
  }
  return [
    [addChallenge, () => Promise.resolve({ body })],
    [updateChallenge, async () => ({ params: await made(), body })],
    [scheduleChallenge, async () => ({ params: await made() })],
    [removeChallenge, async () => ({ params: await made() })],
    [announceChallenge, async () => ({ params: await closed(), body: { thanks: 'Thank you.' } })],
  ];
}

/** The security team's own question of the daily check: added, no longer asked, asked again. */
function questionUses(stage: () => Stage): readonly PrivilegedUse[] {
  async function some(): Promise<{ id: string; question: Question }> {
    const { text } = await stage().guard.ask(listQuestions);
    const [first] = listQuestions.response.parse(JSON.parse(text)).items;
    if (first === undefined) throw new Error('there are no questions');
    return first;
  }
  const params = async () => ({ params: { questionId: (await some()).id } });
  return [
    [addQuestion, async () => ({ body: (await some()).question })],
    [retireQuestion, params],
    [reviveQuestion, params],
  ];
}

/** The security team's badges: published anew, and signed with a new key. */
function badgeUses(stage: () => Stage): readonly PrivilegedUse[] {
  async function next(): Promise<unknown> {
    const { text } = await stage().guard.ask(listBadgeRevisions);
    const [newest] = listBadgeRevisions.response.parse(JSON.parse(text)).items;
    if (newest === undefined) throw new Error('there are no badges');
    const badges = newest.badges.map((one, i) => (i === 0 ? { ...one, retired: !one.retired } : one));
    return { draft: { badges }, baseRevision: newest.revision, note: 'A change' };
  }
  return [
    [publishBadges, async () => ({ body: await next() })],
    [makeSigningKey, () => Promise.resolve({ body: { why: 'A drill' } })],
  ];
}

/** What those do who look after the catalogue. */
function rewardUses(stage: () => Stage): readonly PrivilegedUse[] {
  const plant = {
    ...{ title: 'A plant', text: 'It likes light.', picture: 'plant', price: 5 },
    ...{ stock: null, needsApproval: true, visibility: 'shown' },
  };
  const offered = async (): Promise<string> => {
    const { text } = await stage().guard.ask(addReward, { body: plant });
    return (JSON.parse(text) as { id: string }).id;
  };
  async function asked(): Promise<string> {
    const { server } = stage();
    const person = await anActor(server, 'employee');
    await earned(server, person, 'habit.adopted', { object: randomUUID() });
    const body = { id: randomUUID(), rewardId: await offered(), price: plant.price };
    return (JSON.parse((await person.ask(askForReward, { body })).text) as { id: string }).id;
  }
  return [
    [addReward, () => Promise.resolve({ body: plant })],
    [
      changeReward,
      async () => ({ params: { rewardId: await offered() }, body: { ...plant, price: 6, revision: 1 } }),
    ],
    [
      decideRewardRequest,
      async () => ({ params: { requestId: await asked() }, body: { state: 'approved', words: null } }),
    ],
  ];
}

/** A screen in the lobby, and one that is taken down. */
function displayUses(stage: () => Stage): readonly PrivilegedUse[] {
  return [
    [addDisplay, () => Promise.resolve({ body: { name: 'Reception' } })],
    [
      revokeDisplay,
      async () => ({ params: { displayId: (await aDisplay(stage().server, stage().guard)).display.id } }),
    ],
  ];
}

/** What those do who look after recognition. */
function recognitionUses(stage: () => Stage): readonly PrivilegedUse[] {
  async function given(): Promise<{ recognitionId: string }> {
    const { server, guard } = stage();
    const person = await anActor(server, 'employee');
    const query = `?search=${encodeURIComponent(guard.member.lastName)}`;
    const { text } = await person.ask(findColleagues, { query });
    const [found] = findColleagues.response.parse(JSON.parse(text)).items;
    const to = { kind: 'person', handle: found?.handle ?? '' };
    const body = {
      id: randomUUID(),
      to,
      behaviour: 'lent-a-hand',
      words: 'You helped.',
      visibility: 'public',
    };
    const answer = await person.ask(giveRecognition, { body });
    return { recognitionId: (JSON.parse(answer.text) as { id: string }).id };
  }
  return [
    [hideRecognition, async () => ({ params: await given(), body: { reason: 'It names a customer' } })],
    [
      updateRecognitionSettings,
      () => Promise.resolve({ body: { perPerson: 6, perLeader: 24, tenureDays: 20 } }),
    ],
  ];
}

/** What those do who agree to the lights of leaders. */
function spotlightUses(stage: () => Stage): readonly PrivilegedUse[] {
  async function waiting(): Promise<{ spotlightId: string }> {
    const { server } = stage();
    const leader = await anActor(server, 'leader');
    const person = await anActor(server, 'employee');
    const query = `?search=${encodeURIComponent(person.member.lastName)}`;
    const { text } = await leader.ask(findColleagues, { query });
    const [found] = findColleagues.response.parse(JSON.parse(text)).items;
    const grant = { lights: 5, brings: 'points' as const, words: 'You went first.' };
    const body = { id: randomUUID(), handle: found?.handle ?? '', ...grant };
    const answer = await leader.ask(grantSpotlight, { body });
    return { spotlightId: (JSON.parse(answer.text) as { id: string }).id };
  }
  return [
    [decideSpotlight, async () => ({ params: await waiting(), body: { state: 'granted' } })],
    [updateSpotlightSettings, () => Promise.resolve({ body: { monthly: 30, approveAbove: 4 } })],
  ];
}

/** Each privileged act of these features, once. */
export const privilegedUses = (stage: () => Stage): readonly PrivilegedUse[] =>
  [
    ...[rulesUses, reportUses, challengeUses, questionUses, badgeUses, rewardUses],
    ...[displayUses, recognitionUses, spotlightUses],
  ].flatMap((usesOf) => usesOf(stage));

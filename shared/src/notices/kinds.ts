import type { Role } from '../contract/index.js';

/** What somebody wants of a kind: told live, kept for when they look, or nothing at all. */
export const noticeChoices = ['live', 'centre', 'off'] as const;
export type NoticeChoice = (typeof noticeChoices)[number];

interface KindRule {
  /** Where it leads; `:name` is filled from the notice's facts. */
  readonly link: string;
  /** What holds until somebody chooses. */
  readonly usual: NoticeChoice;
  /** Whom it can reach; everybody unless told. */
  readonly roles?: readonly Role[];
}

/**
 * Everything that somebody can be told of. A new kind is a line here, its words (`notices.kinds.<kind>`), and a
 * `NoticeTeller` of the feature that knows when it is so. What a person got wrong has no kind, and never gets one.
 */
export const noticeKinds = {
  'report.answered': { link: '/reports', usual: 'live' },
  'question.answered': { link: '/record', usual: 'live' },
  'question.asked': { link: '/disputes', usual: 'live', roles: ['security'] },
  'reward.answered': { link: '/rewards?view=requests', usual: 'live' },
  'challenge.asked': { link: '/challenges/:challengeId', usual: 'live', roles: ['leader'] },
  'challenge.answered': {
    link: '/challenges/:challengeId',
    usual: 'live',
    roles: ['leader', 'security'],
  },
  'challenge.moved': { link: '/challenges/:challengeId', usual: 'live' },
  'season.closed': { link: '/seasons/:season/mine', usual: 'live' },
  'recognition.received': { link: '/recognition?view=received', usual: 'live' },
  'light.waiting': { link: '/leaders/manage', usual: 'live', roles: ['security', 'administrator'] },
  'light.answered': { link: '/my-departments', usual: 'live', roles: ['leader'] },
  'badge.granted': { link: '/badges/:badge', usual: 'live' },
  'streak.best': { link: '/check', usual: 'live' },
  'streak.kept': { link: '/check', usual: 'centre' },
  'entry.reversed': { link: '/record?why=:entryId', usual: 'centre' },
  'time.given': { link: '/leaders', usual: 'live' },
  'points.recounted': { link: '/record', usual: 'centre' },
} as const satisfies Readonly<Record<string, KindRule>>;
export type NoticeKind = keyof typeof noticeKinds;
export const noticeKindNames = Object.keys(noticeKinds) as [NoticeKind, ...NoticeKind[]];

/** The rule of a kind. */
export function ruleOfNotice(kind: NoticeKind): KindRule {
  return noticeKinds[kind];
}

/** The kinds that can reach somebody of the role. */
export function noticeKindsFor(role: Role): NoticeKind[] {
  return noticeKindNames.filter((kind) => ruleOfNotice(kind).roles?.includes(role) ?? true);
}

import type { ChallengeForm } from './progress.js';

export const templateIds = [
  'brightest-building',
  'sharp-eyes',
  'learning-week',
  'company-dawn',
  'policy-month',
  'mixed-crews',
  'good-habits',
  'daily-light',
] as const;
export type TemplateId = (typeof templateIds)[number];

/** A challenge that is nearly ready: whoever starts from it says who plays, and from when. Its words are the client's. */
export interface ChallengeTemplate {
  readonly id: TemplateId;
  readonly form: ChallengeForm;
  readonly days: number;
  readonly kinds: readonly string[];
  /** Points a person. */
  readonly target: number;
}

const everyday = [
  'simulation.reported',
  'threat.reported',
  'threat.confirmed',
  'training.completed',
  'quiz.passed',
  'check.daily',
  'habit.adopted',
  'colleague.helped',
];

/** Two for each form of play; what counts is what people of any department can do. */
export const templates: readonly ChallengeTemplate[] = [
  { id: 'brightest-building', form: 'race', days: 14, kinds: everyday, target: 60 },
  {
    id: 'sharp-eyes',
    form: 'race',
    days: 14,
    kinds: ['simulation.reported', 'threat.reported', 'threat.confirmed'],
    target: 30,
  },
  { id: 'learning-week', form: 'race', days: 7, kinds: ['training.completed', 'quiz.passed'], target: 40 },
  { id: 'company-dawn', form: 'goal', days: 28, kinds: everyday, target: 100 },
  { id: 'policy-month', form: 'goal', days: 28, kinds: ['policy.attested', 'quiz.passed'], target: 20 },
  { id: 'mixed-crews', form: 'teams', days: 14, kinds: everyday, target: 60 },
  { id: 'good-habits', form: 'quest', days: 21, kinds: ['habit.adopted'], target: 50 },
  { id: 'daily-light', form: 'quest', days: 14, kinds: ['check.daily'], target: 80 },
];

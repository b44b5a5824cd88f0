import { type Badge, type Criterion, type Emblem, emblems } from '@vigil/shared/badges';

/** What can be counted, as one choice. */
export const measures = [
  'behaviours',
  'points',
  'streak.days',
  'streak.weeks',
  'challenges.joined',
  'challenges.won',
  'recognition.given',
  'recognition.received',
] as const;
export type MeasureChoice = (typeof measures)[number];

/** A badge while it is being edited: numbers are what stands in the fields. */
export interface BadgeForm {
  emblem: Emblem;
  titleEn: string;
  titleDe: string;
  textEn: string;
  textDe: string;
  measure: MeasureChoice;
  kinds: string[];
  bronze: string;
  silver: string;
  gold: string;
  retired: boolean;
}

export function formOf(badge: Badge | null): BadgeForm {
  return {
    emblem: badge?.emblem ?? emblems[0],
    titleEn: badge?.title.en ?? '',
    titleDe: badge?.title.de ?? '',
    textEn: badge?.text.en ?? '',
    textDe: badge?.text.de ?? '',
    measure: badge ? measureOf(badge.criterion) : 'behaviours',
    kinds: badge?.criterion.by === 'behaviours' ? [...badge.criterion.kinds] : [],
    bronze: String(badge?.thresholds.bronze ?? 1),
    silver: String(badge?.thresholds.silver ?? 5),
    gold: String(badge?.thresholds.gold ?? 20),
    retired: badge?.retired ?? false,
  };
}

/** The badge that a form says. @param key of a badge that there is; a new one is called after its English title */
export function badgeOf(form: BadgeForm, key: string | null): Badge {
  return {
    key: key ?? keyOf(form.titleEn),
    emblem: form.emblem,
    title: { en: form.titleEn.trim(), de: form.titleDe.trim() },
    text: { en: form.textEn.trim(), de: form.textDe.trim() },
    criterion: criterionOf(form),
    thresholds: { bronze: Number(form.bronze), silver: Number(form.silver), gold: Number(form.gold) },
    retired: form.retired,
  };
}

/** `Good neighbour!` › `good-neighbour`. */
export function keyOf(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

/** What a criterion counts, as one choice. */
export function measureOf(criterion: Criterion): MeasureChoice {
  switch (criterion.by) {
    case 'streak':
      return `streak.${criterion.unit}`;
    case 'challenges':
      return `challenges.${criterion.how}`;
    case 'recognition':
      return `recognition.${criterion.how}`;
    default:
      return criterion.by;
  }
}

function criterionOf({ measure, kinds }: BadgeForm): Criterion {
  switch (measure) {
    case 'behaviours':
      return { by: 'behaviours', kinds };
    case 'points':
      return { by: 'points' };
    case 'streak.days':
      return { by: 'streak', unit: 'days' };
    case 'streak.weeks':
      return { by: 'streak', unit: 'weeks' };
    case 'challenges.joined':
      return { by: 'challenges', how: 'joined' };
    case 'challenges.won':
      return { by: 'challenges', how: 'won' };
    case 'recognition.given':
      return { by: 'recognition', how: 'given' };
    case 'recognition.received':
      return { by: 'recognition', how: 'received' };
  }
}

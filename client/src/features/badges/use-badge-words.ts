import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { type Criterion, type MyBadge, nextTier, type Tier } from '@vigil/shared/badges';
import { useFormat } from '../../lib/use-format';

interface BothLanguages {
  readonly en: string;
  readonly de: string;
}

/** What badges say: their words in my language, what they count, and the way to the next tier. */
export function useBadgeWords() {
  const { t, locale } = useI18n();
  const format = useFormat();
  const language = computed(() => (locale.value === 'de' ? 'de' : 'en'));

  function next(badge: Pick<MyBadge, 'held' | 'thresholds' | 'value'>): string {
    const ahead = nextTier(badge, tiersOf(badge));
    if (ahead === null) return t('badges.allTiers');
    return t('badges.toNext', {
      value: format.number(Math.min(badge.value, ahead.threshold)),
      threshold: format.number(ahead.threshold),
      tier: t(`badges.tiers.${ahead.tier}`),
    });
  }
  /** @param kindWord what to do for a kind of behaviour */
  function counts(criterion: Criterion, kindWord: (kind: string) => string): string[] {
    switch (criterion.by) {
      case 'behaviours':
        return criterion.kinds.map(kindWord);
      case 'points':
        return [t('badges.counts.points')];
      case 'streak':
        return [t(`badges.counts.streak.${criterion.unit}`)];
      case 'challenges':
        return [t(`badges.counts.challenges.${criterion.how}`)];
      case 'recognition':
        return [t(`badges.counts.recognition.${criterion.how}`)];
    }
  }
  return {
    text: (both: BothLanguages) => both[language.value],
    tier: (tier: Tier | null) => t(`badges.tiers.${tier ?? 'none'}`),
    next,
    counts,
  };
}

export function tiersOf({ held }: Pick<MyBadge, 'held'>): Tier[] {
  return held.map(({ tier }) => tier);
}

/** The highest tier that is held; tiers come lowest first. */
export function highestTier(badge: Pick<MyBadge, 'held'>): Tier | null {
  return tiersOf(badge).at(-1) ?? null;
}

/** How much of the way to the next tier is gone, 0..1; whole where all are held. */
export function shareOfNext(badge: Pick<MyBadge, 'held' | 'thresholds' | 'value'>): number {
  const ahead = nextTier(badge, tiersOf(badge));
  return ahead === null ? 1 : Math.min(1, badge.value / ahead.threshold);
}

import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ChallengeState } from '@vigil/shared/challenges';
import { formatDuration } from '../../lib/format';
import { useUi, useMinute } from '../../ui';

interface Timed {
  readonly state: ChallengeState;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** When a challenge begins, how long it still runs, or that its last facts are counted, in words. */
export function useTimeLeft(challenge: () => Timed): ComputedRef<string> {
  const { t } = useI18n();
  const ui = useUi();
  const now = useMinute();
  return computed(() => {
    const { state, startsAt, endsAt } = challenge();
    const until = (at: string) =>
      formatDuration(Math.max(60_000, Date.parse(at) - now.value.getTime()), ui.value.locale, 'long');
    if (state === 'draft') return t('challenges.time.draft');
    if (state === 'scheduled') return t('challenges.time.begins', { time: until(startsAt) });
    if (state === 'live' && Date.parse(endsAt) > now.value.getTime())
      return t('challenges.time.left', { time: until(endsAt) });
    return t(state === 'live' ? 'challenges.time.counting' : 'challenges.time.over');
  });
}

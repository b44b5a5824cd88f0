import { onMounted, onUnmounted, watch } from 'vue';
import { useMinute } from '../../ui';
import { useChallenges } from './challenges.store';

/** All challenges that I may see; also one that begins or closes while the page stands is shown as it is. */
export function useChallengeList() {
  const challenges = useChallenges();
  const now = useMinute();
  onMounted(challenges.connect);
  onUnmounted(challenges.disconnect);
  watch(now, (moment) => challenges.isOverdue(moment.getTime()) && void challenges.load());
  return challenges;
}

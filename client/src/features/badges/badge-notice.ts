import { onMounted, onUnmounted, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { type MyBadge, tiers } from '@vigil/shared/badges';
import { useConnection } from '../../lib/socket';
import { useToast } from '../../ui';
import { useMyBadges } from './badges.store';
import { useBadgeWords } from './use-badge-words';

const most = 2;
/** A tier that came within this time of being told of is news; older ones were seen before. */
const newsMs = 60_000;

/** Says wherever a person is that they got a badge, once each. */
export function useBadgeNotice(): void {
  const { t } = useI18n();
  const connection = useConnection();
  const toast = useToast();
  const store = useMyBadges();
  const words = useBadgeWords();
  const told = new Set<string>();
  let heard = false;
  let stop: () => void = () => undefined;

  onMounted(() => {
    stop = connection.on('me:changed', ({ what }) => {
      if (what !== 'badge') return;
      heard = true;
      void store.load();
    });
  });
  onUnmounted(() => stop());
  watch(
    () => store.mine,
    (mine) => {
      if (mine === null || !heard) return;
      heard = false;
      const news = mine.items.flatMap((badge) => newestOf(badge, told) ?? []);
      for (const { badge, tier } of news.slice(0, most))
        toast.say(t('badges.heard', { title: words.text(badge.title), tier: words.tier(tier) }));
      if (news.length > most) toast.say(t('badges.heardMore', news.length - most));
    },
  );
}

function newestOf(badge: MyBadge, told: Set<string>) {
  const last = badge.held.at(-1);
  if (last === undefined || Date.now() - Date.parse(last.grantedAt) > newsMs) return null;
  const name = `${badge.key} ${tiers.indexOf(last.tier)} ${last.grantedAt}`;
  if (told.has(name)) return null;
  told.add(name);
  return { badge, tier: last.tier };
}

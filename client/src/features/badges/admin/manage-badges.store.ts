import { defineStore } from 'pinia';
import { computed } from 'vue';
import {
  type Badge,
  type BadgesRevision,
  listBadgeRevisions,
  listSigningKeys,
  makeSigningKey,
  previewBadge,
  publishBadges,
} from '@vigil/shared/badges';
import { usePages } from '../../../lib/admin/use-pages';
import { call } from '../../../lib/api';
import { useLoaded } from '../../../lib/use-loaded';

const pageSize = 20;

/** Badges as they are, and as they were; and the keys that sign them. */
export const useManageBadges = defineStore('manage-badges', () => {
  const revisions = usePages<BadgesRevision>((cursor, signal) =>
    call(listBadgeRevisions, { query: { cursor, limit: pageSize } }, { signal }),
  );
  const keys = useLoaded(async (signal) => (await call(listSigningKeys, {}, { signal })).items);
  const current = computed(() => revisions.items.value?.[0] ?? null);

  function connect(): void {
    void revisions.first();
    void keys.load();
  }
  function disconnect(): void {
    revisions.cancel();
    keys.cancel();
  }
  /** Publishes the badges with this one changed, or added. @param base the revision that was looked at */
  async function publish(base: BadgesRevision, badge: Badge, note: string): Promise<void> {
    const others = base.badges.map((one) => (one.key === badge.key ? badge : one));
    const badges = base.badges.some(({ key }) => key === badge.key) ? others : [...others, badge];
    await call(publishBadges, { body: { draft: { badges }, baseRevision: base.revision, note } });
    await revisions.first();
  }
  const preview = (badge: Badge) => call(previewBadge, { body: { badge } });
  async function makeKey(why: string): Promise<void> {
    await call(makeSigningKey, { body: { why } });
    await keys.load();
  }
  return { revisions, keys, current, connect, disconnect, publish, preview, makeKey };
});

import { Gift } from '@lucide/vue';
import { rewardKeepers } from '@vigil/shared/rewards';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../../lib/screen';

export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/rewards/manage',
    name: 'manage-rewards',
    component: () => import('./ManageRewardsPage.vue'),
    meta: { title: 'nav.manageRewards', access: rewardKeepers },
  },
];
export const adminNav: NavEntry[] = [
  { to: '/rewards/manage', label: 'nav.manageRewards', icon: Gift, order: 107, roles: rewardKeepers },
];

import { Gift } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../../lib/screen';

const roles = ['security', 'administrator'] as const;

export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/rewards/manage',
    name: 'manage-rewards',
    component: () => import('./ManageRewardsPage.vue'),
    meta: { title: 'nav.manageRewards', access: roles },
  },
];
export const adminNav: NavEntry[] = [
  { to: '/rewards/manage', label: 'nav.manageRewards', icon: Gift, order: 107, roles, menuOnly: true },
];

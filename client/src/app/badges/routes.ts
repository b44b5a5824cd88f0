import { Award } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import { badgesNav, badgesRoutes as ownRoutes } from '../../features/badges/routes';
import type { NavEntry } from '../../lib/screen';

const roles = ['security'] as const;

export const badgesRoutes: RouteRecordRaw[] = [
  ...ownRoutes,
  {
    path: '/badges/manage',
    name: 'manage-badges',
    component: () => import('./ManageBadgesPage.vue'),
    meta: { title: 'nav.manageBadges', access: roles },
  },
  {
    path: '/badges/:badgeKey',
    name: 'badge',
    component: () => import('./BadgePage.vue'),
    props: true,
    meta: { title: 'badges.one' },
  },
];
export const badgesNavEntries: NavEntry[] = [
  ...badgesNav,
  { to: '/badges/manage', label: 'nav.manageBadges', icon: Award, order: 106, roles, menuOnly: true },
];

import { Sun } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../../lib/screen';

const roles = ['security', 'administrator'] as const;

export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/leaders/manage',
    name: 'manage-spotlights',
    component: () => import('./ManageSpotlightsPage.vue'),
    meta: { title: 'nav.manageSpotlights', access: roles },
  },
];
export const adminNav: NavEntry[] = [
  { to: '/leaders/manage', label: 'nav.manageSpotlights', icon: Sun, order: 109, roles, menuOnly: true },
];

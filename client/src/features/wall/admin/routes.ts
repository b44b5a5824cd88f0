import { Tv } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../../lib/screen';

const roles = ['security', 'administrator'] as const;

export const displaysRoutes: RouteRecordRaw[] = [
  {
    path: '/displays',
    name: 'displays',
    component: () => import('./DisplaysPage.vue'),
    meta: { title: 'nav.displays', access: roles },
  },
];
export const displaysNav: NavEntry[] = [
  { to: '/displays', label: 'nav.displays', icon: Tv, order: 108, roles, menuOnly: true },
];

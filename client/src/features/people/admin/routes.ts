import { Users } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../../lib/screen';

const roles = ['security', 'administrator'] as const;

export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/people',
    name: 'people',
    component: () => import('./PeoplePage.vue'),
    meta: { title: 'nav.people', access: roles },
  },
];
export const adminNav: NavEntry[] = [{ to: '/people', label: 'nav.people', icon: Users, order: 100, roles }];

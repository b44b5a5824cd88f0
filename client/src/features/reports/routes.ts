import { Megaphone } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../lib/screen';

export const reportsRoutes: RouteRecordRaw[] = [
  {
    path: '/reports',
    name: 'reports',
    component: () => import('./MyReportsPage.vue'),
    meta: { title: 'reports.mine.title' },
  },
];
export const reportsNav: NavEntry[] = [
  {
    to: '/reports',
    label: 'nav.reports',
    short: 'nav.reportsShort',
    icon: Megaphone,
    order: 45,
    menuOnly: true,
  },
];

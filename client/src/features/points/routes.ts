import { ListChecks, ScrollText } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../lib/screen';

export const pointsRoutes: RouteRecordRaw[] = [
  {
    path: '/earn',
    name: 'earn',
    component: () => import('./EarnPage.vue'),
    meta: { title: 'points.earn.title' },
  },
];

export const pointsNav: NavEntry[] = [
  { to: '/record', label: 'nav.record', short: 'nav.recordShort', icon: ScrollText, order: 30 },
  { to: '/earn', label: 'nav.earn', short: 'nav.earnShort', icon: ListChecks, order: 40 },
];

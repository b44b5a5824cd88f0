import { Plug } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../lib/screen';

const roles = ['security', 'administrator'] as const;

export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/sources',
    name: 'sources',
    component: () => import('./SourcesPage.vue'),
    meta: { title: 'nav.sources', access: roles },
  },
];
export const adminNav: NavEntry[] = [{ to: '/sources', label: 'nav.sources', icon: Plug, order: 110, roles }];

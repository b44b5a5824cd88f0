import { ScrollText } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../lib/screen';

const roles = ['administrator'] as const;

export const auditRoutes: RouteRecordRaw[] = [
  {
    path: '/audit',
    name: 'audit',
    component: () => import('./AuditPage.vue'),
    meta: { title: 'nav.audit', access: roles },
  },
];
export const auditNav: NavEntry[] = [
  { to: '/audit', label: 'nav.audit', icon: ScrollText, order: 140, roles },
];

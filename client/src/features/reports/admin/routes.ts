import { Inbox } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../../lib/screen';

const roles = ['security'] as const;

export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/triage',
    name: 'triage',
    component: () => import('./TriagePage.vue'),
    meta: { title: 'nav.triage', access: roles },
  },
  {
    path: '/triage/:id',
    name: 'triage-group',
    component: () => import('./TriageGroupPage.vue'),
    props: true,
    meta: { title: 'triage.one', access: roles },
  },
];
export const adminNav: NavEntry[] = [{ to: '/triage', label: 'nav.triage', icon: Inbox, order: 105, roles }];

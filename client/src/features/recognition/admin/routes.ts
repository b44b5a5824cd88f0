import { HeartHandshake } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../../lib/screen';

const roles = ['security', 'administrator'] as const;

export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/recognition/manage',
    name: 'manage-recognition',
    component: () => import('./ManageRecognitionPage.vue'),
    meta: { title: 'nav.manageRecognition', access: roles },
  },
];
export const adminNav: NavEntry[] = [
  {
    ...{ to: '/recognition/manage', label: 'nav.manageRecognition', icon: HeartHandshake },
    ...{ order: 108, roles, menuOnly: true },
  },
];

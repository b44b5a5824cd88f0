import { Lightbulb } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../../lib/screen';

const roles = ['security'] as const;

export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/check/questions',
    name: 'check-questions',
    component: () => import('./QuestionsPage.vue'),
    meta: { title: 'questions.title', access: roles },
  },
];
export const adminNav: NavEntry[] = [
  { to: '/check/questions', label: 'nav.questions', icon: Lightbulb, order: 128, roles, menuOnly: true },
];

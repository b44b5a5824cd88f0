import { Building2 } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../lib/screen';

const hosts = ['security', 'leader'] as const;

export const challengesRoutes: RouteRecordRaw[] = [
  {
    path: '/challenges',
    name: 'challenges',
    component: () => import('../../features/challenges/ChallengesPage.vue'),
    meta: { title: 'challenges.title' },
  },
  {
    path: '/challenges/new',
    name: 'challenge-new',
    component: () => import('./BuilderPage.vue'),
    meta: { title: 'challenges.new', access: hosts },
  },
  {
    path: '/challenges/:id',
    name: 'challenge',
    component: () => import('./ChallengePage.vue'),
    props: true,
    meta: { title: 'challenges.one' },
  },
  {
    path: '/challenges/:id/edit',
    name: 'challenge-edit',
    component: () => import('./BuilderPage.vue'),
    props: true,
    meta: { title: 'challenges.edit', access: hosts },
  },
];
export const challengesNav: NavEntry[] = [
  { to: '/challenges', label: 'challenges.title', short: 'challenges.short', icon: Building2, order: 25 },
];

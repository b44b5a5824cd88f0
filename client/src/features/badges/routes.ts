import { Award } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../lib/screen';

/** The page of one badge stands in the app, because it also tells what earned it. */
export const badgesRoutes: RouteRecordRaw[] = [
  {
    path: '/badges',
    name: 'badges',
    component: () => import('./BadgesPage.vue'),
    meta: { title: 'badges.title' },
  },
  {
    path: '/badges/verify/:proofId',
    name: 'badge-proof',
    component: () => import('./ProofPage.vue'),
    props: true,
    meta: { title: 'badges.proof.title', access: 'anyone', plain: true },
  },
];
export const badgesNav: NavEntry[] = [
  { to: '/badges', label: 'nav.badges', short: 'nav.badgesShort', icon: Award, order: 42, menuOnly: true },
];

import { Leaf } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../lib/screen';

export const seasonsRoutes: RouteRecordRaw[] = [
  {
    path: '/seasons',
    name: 'seasons',
    component: () => import('../../features/seasons/SeasonsPage.vue'),
    meta: { title: 'seasons.title' },
  },
  {
    path: '/seasons/:seasonKey',
    name: 'season',
    component: () => import('./SeasonPage.vue'),
    props: true,
    meta: { title: 'seasons.one' },
  },
  {
    path: '/seasons/:seasonKey/mine',
    name: 'my-season',
    component: () => import('./MySeasonPage.vue'),
    props: true,
    meta: { title: 'seasons.mine.title' },
  },
];
export const seasonsNav: NavEntry[] = [
  { to: '/seasons', label: 'seasons.title', icon: Leaf, order: 44, menuOnly: true },
];

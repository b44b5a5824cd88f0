import { House, ChartNoAxesColumn } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import { adminNav as sourcesNav, adminRoutes as sourcesRoutes } from '../features/ingestion/routes';
import { adminNav as directoryNav, adminRoutes as directoryRoutes } from '../features/people/admin/routes';
import { peopleNav, peopleRoutes } from '../features/people/routes';
import { pointsNav, pointsRoutes } from '../features/points/routes';
import {
  adminNav as campaignsNav,
  adminRoutes as campaignsRoutes,
} from '../features/simulations/admin/routes';
import { adminNav as triageNav, adminRoutes as triageRoutes } from '../features/reports/admin/routes';
import { reportsNav, reportsRoutes } from '../features/reports/routes';
import type { NavEntry } from '../lib/screen';

/** Pages where features meet; all others come from their feature's `routes.ts`. */
const appRoutes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'home',
    component: () => import('./home/HomePage.vue'),
    meta: { title: 'home.title', overSky: true },
  },
  {
    path: '/leaderboards/:scope(people|my-department|departments)?',
    name: 'leaderboards',
    component: () => import('./LeaderboardsPage.vue'),
    meta: { title: 'boards.title' },
  },
  {
    path: '/:rest(.*)*',
    name: 'not-found',
    component: () => import('./NotFoundPage.vue'),
    meta: { title: 'app.notFound.title' },
  },
];
const appNav: NavEntry[] = [
  { to: '/', label: 'nav.home', icon: House, order: 10 },
  { to: '/leaderboards', label: 'nav.boards', short: 'nav.boardsShort', icon: ChartNoAxesColumn, order: 20 },
];

const staffRoutes = [...directoryRoutes, ...sourcesRoutes, ...campaignsRoutes, ...triageRoutes];
const staffNav = [...directoryNav, ...sourcesNav, ...campaignsNav, ...triageNav];

/** A feature adds its screens here: its routes, and its entries of the navigation. */
export const routes: RouteRecordRaw[] = [
  ...peopleRoutes,
  ...pointsRoutes,
  ...reportsRoutes,
  ...staffRoutes,
  ...appRoutes,
];
export const navEntries: NavEntry[] = [
  ...appNav,
  ...peopleNav,
  ...pointsNav,
  ...reportsNav,
  ...staffNav,
].sort((a, b) => a.order - b.order);

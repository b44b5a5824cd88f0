import {
  Building,
  ChartNoAxesColumn,
  Footprints,
  House,
  MessageCircleQuestionMark,
  Scale,
} from '@lucide/vue';
import { wallPage } from '@vigil/shared/wall';
import type { RouteRecordRaw } from 'vue-router';
import { auditNav, auditRoutes } from '../features/admin/routes';
import {
  adminNav as questionsNav,
  adminRoutes as questionsRoutes,
} from '../features/daily-check/admin/routes';
import { adminNav as sourcesNav, adminRoutes as sourcesRoutes } from '../features/ingestion/routes';
import { adminNav as directoryNav, adminRoutes as directoryRoutes } from '../features/people/admin/routes';
import { noticesRoutes } from '../features/notices/routes';
import { peopleNav, peopleRoutes } from '../features/people/routes';
import { pointsNav, pointsRoutes } from '../features/points/routes';
import {
  adminNav as campaignsNav,
  adminRoutes as campaignsRoutes,
} from '../features/simulations/admin/routes';
import { adminNav as triageNav, adminRoutes as triageRoutes } from '../features/reports/admin/routes';
import {
  adminNav as manageRewardsNav,
  adminRoutes as manageRewardsRoutes,
} from '../features/rewards/admin/routes';
import {
  adminNav as manageSpotlightsNav,
  adminRoutes as manageSpotlightsRoutes,
} from '../features/leaders/admin/routes';
import {
  adminNav as manageRecognitionNav,
  adminRoutes as manageRecognitionRoutes,
} from '../features/recognition/admin/routes';
import { recognitionNav } from '../features/recognition/routes';
import { rewardsNav } from '../features/rewards/routes';
import { reportsNav, reportsRoutes } from '../features/reports/routes';
import type { NavEntry } from '../lib/screen';
import { badgesNavEntries, badgesRoutes } from './badges/routes';
import { displaysNav, displaysRoutes } from '../features/wall/admin/routes';
import { challengesNav, challengesRoutes } from './challenges/routes';
import { seasonsNav, seasonsRoutes } from './seasons/routes';

const rulesRoles = ['security', 'administrator'] as const;

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
    path: '/leaderboards/how',
    name: 'fairness',
    component: () => import('./HowRankedPage.vue'),
    meta: { title: 'fair.page.title' },
  },
  {
    path: '/record',
    name: 'record',
    component: () => import('./record/MyRecordPage.vue'),
    meta: { title: 'points.record.title' },
  },
  {
    path: '/check',
    name: 'check',
    component: () => import('./check/CheckPage.vue'),
    meta: { title: 'check.title' },
  },
  {
    path: '/settings',
    name: 'settings',
    component: () => import('./settings/MySettingsPage.vue'),
    meta: { title: 'people.settings.title' },
  },
  {
    path: '/rewards',
    name: 'rewards',
    component: () => import('./rewards/RewardsPage.vue'),
    meta: { title: 'rewards.title' },
  },
  {
    path: '/recognition',
    name: 'recognition',
    component: () => import('./recognition/RecognitionPage.vue'),
    meta: { title: 'recognition.title' },
  },
  {
    path: '/leaders',
    name: 'leaders',
    component: () => import('./leaders/LeadersPage.vue'),
    meta: { title: 'leaders.title' },
  },
  {
    path: '/my-departments',
    name: 'my-departments',
    component: () => import('./leaders/MyDepartmentsPage.vue'),
    meta: { title: 'nav.myDepartments', access: ['leader'] },
  },
  {
    path: '/disputes',
    name: 'disputes',
    component: () => import('./disputes/DisputesPage.vue'),
    meta: { title: 'nav.disputes', access: ['security'] },
  },
  {
    // The token of a display link stands behind the #, where no server sees it.
    path: wallPage,
    name: 'wall',
    component: () => import('./wall/WallPage.vue'),
    meta: { title: 'wall.title', access: 'anyone', plain: true },
  },
  {
    path: '/rules',
    name: 'rules',
    component: () => import('./RulesPage.vue'),
    meta: { title: 'nav.rules', access: rulesRoles },
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
  { to: '/leaders', label: 'nav.leaders', icon: Footprints, order: 42, menuOnly: true },
  {
    ...{ to: '/my-departments', label: 'nav.myDepartments', icon: Building, order: 44 },
    ...{ roles: ['leader'] as const, menuOnly: true },
  },
  { to: '/rules', label: 'nav.rules', icon: Scale, order: 125, roles: rulesRoles },
];

const disputesNav: NavEntry[] = [
  {
    to: '/disputes',
    label: 'nav.disputes',
    icon: MessageCircleQuestionMark,
    order: 130,
    roles: ['security'],
  },
];
const staffRoutes = [
  ...directoryRoutes,
  ...sourcesRoutes,
  ...campaignsRoutes,
  ...triageRoutes,
  ...questionsRoutes,
  ...manageRewardsRoutes,
  ...displaysRoutes,
  ...manageRecognitionRoutes,
  ...manageSpotlightsRoutes,
  ...auditRoutes,
];
const staffNav = [
  ...directoryNav,
  ...sourcesNav,
  ...campaignsNav,
  ...triageNav,
  ...questionsNav,
  ...manageRewardsNav,
  ...displaysNav,
  ...manageRecognitionNav,
  ...manageSpotlightsNav,
  ...disputesNav,
  ...auditNav,
];

/** A feature adds its screens here: its routes, and its entries of the navigation. */
export const routes: RouteRecordRaw[] = [
  ...peopleRoutes,
  ...pointsRoutes,
  ...reportsRoutes,
  ...noticesRoutes,
  ...challengesRoutes,
  ...badgesRoutes,
  ...seasonsRoutes,
  ...staffRoutes,
  ...appRoutes,
];
export const navEntries: NavEntry[] = [
  ...appNav,
  ...peopleNav,
  ...pointsNav,
  ...reportsNav,
  ...challengesNav,
  ...badgesNavEntries,
  ...recognitionNav,
  ...seasonsNav,
  ...rewardsNav,
  ...staffNav,
].sort((a, b) => a.order - b.order);

import { Settings } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../lib/screen';

export const peopleRoutes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('./SignInPage.vue'),
    meta: { title: 'people.signIn.page', access: 'anyone', plain: true },
  },
  {
    // The token stands behind the # where it can, so that it reaches no server's log.
    path: '/link/:token?',
    name: 'link',
    component: () => import('./LinkPage.vue'),
    meta: { title: 'people.link.page', access: 'anyone', plain: true },
  },
  {
    path: '/settings',
    name: 'settings',
    component: () => import('./SettingsPage.vue'),
    meta: { title: 'people.settings.title' },
  },
];

export const peopleNav: NavEntry[] = [
  { to: '/settings', label: 'nav.settings', icon: Settings, order: 90, menuOnly: true },
];

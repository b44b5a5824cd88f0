import { Settings } from '@lucide/vue';
import { linkPage } from '@vigil/shared/people';
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
    // The token stands behind the #, where no server sees it.
    path: linkPage,
    name: 'link',
    component: () => import('./LinkPage.vue'),
    meta: { title: 'people.link.page', access: 'anyone', plain: true },
  },
];

export const peopleNav: NavEntry[] = [
  {
    to: '/settings',
    label: 'nav.settings',
    short: 'nav.settingsShort',
    icon: Settings,
    order: 90,
    menuOnly: true,
  },
];

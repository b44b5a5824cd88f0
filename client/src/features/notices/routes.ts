import type { RouteRecordRaw } from 'vue-router';

/** The bell in the head of every page leads here; the navigation has no entry of it. */
export const noticesRoutes: RouteRecordRaw[] = [
  {
    path: '/notices',
    name: 'notices',
    component: () => import('./NoticesPage.vue'),
    meta: { title: 'notices.title' },
  },
];

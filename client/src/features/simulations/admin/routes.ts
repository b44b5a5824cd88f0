import { Mails } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '../../../lib/screen';

const roles = ['security', 'administrator'] as const;

export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/campaigns',
    name: 'campaigns',
    component: () => import('./CampaignsPage.vue'),
    meta: { title: 'nav.campaigns', access: roles },
  },
  {
    path: '/campaigns/:id',
    name: 'campaign',
    component: () => import('./CampaignPage.vue'),
    props: true,
    meta: { title: 'campaigns.one', access: roles },
  },
];
export const adminNav: NavEntry[] = [
  { to: '/campaigns', label: 'nav.campaigns', icon: Mails, order: 120, roles },
];

import { Gift } from '@lucide/vue';
import type { NavEntry } from '../../lib/screen';

/** The page itself stands in the app, because it also tells what earned the coins. */
export const rewardsNav: NavEntry[] = [
  { to: '/rewards', label: 'nav.rewards', short: 'nav.rewardsShort', icon: Gift, order: 43, menuOnly: true },
];

import { HeartHandshake } from '@lucide/vue';
import type { NavEntry } from '../../lib/screen';

/** The page itself stands in the app, because it knows who may take something off the wall. */
export const recognitionNav: NavEntry[] = [
  {
    ...{ to: '/recognition', label: 'nav.recognition', short: 'nav.recognitionShort' },
    ...{ icon: HeartHandshake, order: 41, menuOnly: true },
  },
];

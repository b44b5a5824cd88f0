import { badgeDraft, type Badge } from './catalogue.js';
import { badgesAmongPeople } from './default-badges.people.js';
import { badgesOfWork } from './default-badges.work.js';

/**
 * The badges of a new organisation. One that counts a figure which no feature of the installation knows is not shown
 * until there is one.
 */
export const defaultBadges: readonly Badge[] = badgeDraft.parse({
  badges: [...badgesAmongPeople, ...badgesOfWork],
}).badges;

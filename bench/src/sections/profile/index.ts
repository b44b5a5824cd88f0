import type { Section } from '../../results.js';
import { profileOfAwards } from './awards.js';
import { profileOfReads } from './reads.js';
import { profileOfScreens } from './screens.js';

/**
 * Where the time goes. A profile is taken by the clock: while the kernel lets another process run in the middle of a
 * write, as it does on two cores, that is counted for the write.
 */
export const profileSection: Section = async (say) => {
  await profileOfAwards(say);
  await profileOfReads(say);
  await profileOfScreens(say);
};

import { cpuSeconds } from '../../cpu.js';
import { profileOf } from '../../probed.js';
import type { Section } from '../../results.js';
import { perSecond, seconds, withScreens } from '../screens.js';
import { partsOf } from './parts.js';

/** What the server's one thread does while 500 people a second are awarded and 1,000 screens watch. */
export const profileOfScreens: Section = (say) =>
  withScreens(1, async ({ server, watch }) => {
    const before = cpuSeconds(server.pid);
    const profile = await profileOf(server.process, async () => {
      await watch(seconds);
    });
    const core = (cpuSeconds(server.pid) - before) / seconds;
    say('P9, P10', `the server, ${perSecond} awards/s and 1,000 screens`, `${core.toFixed(2)} of a core`, '');
    for (const [part, share] of partsOf(profile)) say('', `· ${part}`, `${(share * 100).toFixed(0)} %`, '');
  });

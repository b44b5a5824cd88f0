import { profileOf } from '../../probed.js';
import type { Section } from '../../results.js';
import { withReaders } from '../reads.js';
import { partsOf } from './parts.js';

/** Where the server's time for an answer goes that somebody signed in gets, and for one of the bare adapter. */
export const profileOfReads: Section = (say) =>
  withReaders(async ({ loads, server, bare }) => {
    const asked = [
      ['', 'bare Nest + Fastify', bare, loads.hello],
      ['P18', 'an authenticated no-op', server, loads.noop],
      ['P5', 'the top 50', server, loads.page],
    ] as const;
    for (const [id, name, { process }, load] of asked) {
      await load(); // compiles
      const { perCpuSecond } = await load();
      const profile = await profileOf(process, async () => {
        await load();
      });
      const micros = (share: number): string => `${((share / perCpuSecond) * 1e6).toFixed(1)} µs`;
      say(id, `processor time of the server for an answer: ${name}`, micros(1), '');
      for (const [part, share] of partsOf(profile)) say('', `· ${part}`, micros(share), '');
    }
  });

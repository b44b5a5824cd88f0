import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attacks, transcript } from '../../test/curious-colleague.js';
import {
  another,
  begin,
  bytes,
  conclusions,
  end,
  found,
  named,
  type Name,
  one,
  pseudonyms,
  season,
  seed,
  ward,
} from '../../test/curious-season.js';
import { LeaderboardsStore } from '../features/leaderboards/leaderboards.store.js';
import { RowIds } from '../features/leaderboards/row-ids.js';
import type { MemberFacts } from '../features/leaderboards/member-facts.js';

beforeEach(begin);
afterEach(end);

describe('a curious colleague who records every frame and every page of a season', () => {
  it(
    'learns nothing of who hides, who failed, and what a hidden person scored',
    { timeout: 240_000 },
    async () => {
      const [a, b] = [await found(one), await found(another)];
      await season([a, b]);
      for (const world of [a, b]) {
        expect({ seed, found: conclusions(world) }).toEqual({ seed, found: [] });
        expect(named(world)).toEqual([]);
        for (const id of world.ids.values()) expect(bytes(world).join()).not.toContain(id);
        // seen as long as they wanted: Ann until she chose, and from the week after she chose her name again
        const seen = (name: Name) => bytes(world).map((text) => text.includes(`P ${name}`));
        expect(seen('Ann').indexOf(false)).toBe(8);
        expect(seen('Ann').lastIndexOf(false)).toBe(26);
        expect(seen('Cid').slice(14, 20)).toEqual(Array.from({ length: 6 }, () => false));
      }
      const [seenThere, seenHere] = [
        transcript(a.colleague.sights, await pseudonyms(a)),
        transcript(b.colleague.sights, await pseudonyms(b)),
      ];
      for (const [i, sight] of seenThere.entries())
        expect({ seed, sight }).toEqual({ seed, sight: seenHere[i] });
      // and something was to be seen
      expect(a.colleague.sights.flatMap((sight) => sight.frames).length).toBeGreaterThan(100);
    },
  );
});

type Truthful = (
  this: LeaderboardsStore,
  ...asked: Parameters<LeaderboardsStore['truth']>
) => ReturnType<LeaderboardsStore['truth']>;

/** Changes what is known of members before boards are made of it. */
function plant(change: (member: MemberFacts) => MemberFacts): void {
  const truth = Object.getOwnPropertyDescriptor(LeaderboardsStore.prototype, 'truth')?.value as Truthful;
  vi.spyOn(LeaderboardsStore.prototype, 'truth').mockImplementation(async function (
    this: LeaderboardsStore,
    ...asked
  ) {
    const read = await truth.apply(this, asked);
    const { crowd } = read;
    const plain = crowd.ids.flatMap((_, seat) => (crowd.plain[seat] === 1 ? [crowd.member(seat)] : []));
    // from here on all of them are somebody else's word
    crowd.plain.fill(0);
    return { ...read, members: [...read.members, ...plain].map(change) };
  });
}
const everything = ({ attributed, points }: MemberFacts): number[] =>
  points.map((_, i) => attributed.reduce((sum, of) => sum + (of.points[i] ?? 0), 0));

describe('the same colleague, where something leaks', () => {
  it.each([
    [
      'department figures that count everybody',
      'takes the rows off the sum',
      () =>
        plant((m) => ({
          ...m,
          attributed: m.attributed.map((of) => ({ ...of, told: 'together' as const })),
        })),
    ],
    [
      'row ids that stay with the person',
      'follows row ids',
      () =>
        vi
          .spyOn(RowIds.prototype, 'on')
          .mockResolvedValue((memberId) => Buffer.from(memberId).toString('base64url').slice(0, 22)),
    ],
    [
      'a name that goes on where a pseudonym has not begun',
      'matches moves',
      () =>
        plant((m) => {
          const worn = m.faces.some((face) => face?.pseudonym);
          const name = { name: `P ${m.id}`, pseudonym: false };
          return worn ? { ...m, faces: m.faces.map((face) => face ?? name), points: everything(m) } : m;
        }),
    ],
    [
      'a name that takes over what its pseudonym had',
      'matches sums',
      () => plant((m) => (m.faces.some((face) => face?.pseudonym) ? m : { ...m, points: everything(m) })),
    ],
  ] as const)('finds %s', { timeout: 120_000 }, async (_, attack, leak) => {
    leak();
    const world = await found(one);
    await season([world], attack === 'matches sums' ? 11 : 5);
    expect(attacks[attack](world.colleague.sights, ward)).not.toEqual([]);
  });

  it(
    'finds a hidden person who is shown, and tells two worlds apart by one hidden point',
    { timeout: 120_000 },
    async () => {
      plant((m) => ({
        ...m,
        faces: m.faces.map((face) => face ?? { name: 'P Hal', pseudonym: false }),
        points: everything(m),
      }));
      const [a, b] = [await found(one), await found(another)];
      await season([a, b], 1);
      expect(named(a)).toContain('Hal');
      const seen = [
        transcript(a.colleague.sights, await pseudonyms(a)),
        transcript(b.colleague.sights, await pseudonyms(b)),
      ];
      expect(seen[0]).not.toEqual(seen[1]);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WallChallenge, WallDepartment } from '@vigil/shared/wall';
import { driftAt, leftMs, lookAt, minuteAt, noteOf, sceneAt, scenesOf, turnAt } from './scenes';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const department = (n: number): WallDepartment => ({
  ...{ id: uuid(n), name: `Department ${n}`, people: 10, active: 5, rank: 1, score: 10 },
});
const challenge = (n: number, lit: number | null): WallChallenge => ({
  ...{ id: uuid(1_000 + n), form: 'race', name: `Challenge ${n}`, prize: null, target: 50 },
  endsAt: '2026-12-01T00:00:00.000Z',
  sides: [{ id: uuid(1), name: 'Department 1', lit, participation: lit === null ? null : 0.5 }],
});
const wallOf = (departments: number, challenges: (number | null)[]) => ({
  departments: Array.from({ length: departments }, (_, i) => department(i)),
  challenges: challenges.map((lit, i) => challenge(i, lit)),
});
const sizes = fc.record({
  departments: fc.nat(60),
  challenges: fc.array(fc.option(fc.nat(60)), { maxLength: 4 }),
  most: fc.integer({ min: 0, max: 20 }),
});

describe('scenes of a wall', () => {
  it('show every department once, in its place, never more than have room, in even parts', () => {
    fc.assert(
      fc.property(sizes, ({ departments, challenges, most }) => {
        const wall = wallOf(departments, challenges);
        const parts = scenesOf(wall, most).filter((scene) => scene.of === 'city');
        expect(parts.flatMap((part) => part.departments)).toEqual(wall.departments);
        const lengths = parts.map((part) => part.departments.length);
        expect(Math.max(...lengths)).toBeLessThanOrEqual(Math.max(1, most));
        expect(parts.map(({ part }) => part)).toEqual(lengths.map((_, i) => i + 1));
        expect(new Set(parts.map(({ parts: of }) => of))).toEqual(new Set([parts.length]));
      }),
    );
  });

  it('have a challenge as long as one of its buildings can be told of', () => {
    const shown = scenesOf(wallOf(3, [12, null, 0]), 9).flatMap((s) =>
      s.of === 'challenge' ? s.challenge.name : [],
    );
    expect(shown).toEqual(['Challenge 0', 'Challenge 2']);
  });

  it('take calm turns: each its time, in order, and the same ones again', () => {
    fc.assert(
      fc.property(sizes, fc.nat(4_000_000_000_000), ({ departments, challenges, most }, start) => {
        const scenes = scenesOf(wallOf(departments, challenges), most);
        const seconds = scenes.reduce((sum, { of }) => sum + (of === 'city' ? 30 : 20), 0);
        const seen = Array.from(
          { length: seconds },
          (_, i) => sceneAt(scenes, start * 1_000 + i * 1_000)?.id,
        );
        for (const { id, of } of scenes)
          expect(seen.filter((one) => one === id)).toHaveLength(of === 'city' ? 30 : 20);
        expect(sceneAt(scenes, start * 1_000)?.id).toBe(sceneAt(scenes, (start + seconds) * 1_000)?.id);
      }),
      { numRuns: 50 },
    );
    expect(sceneAt([], 5)).toBeNull();
  });
});

describe('what changes by the clock', () => {
  it('notes take turns with their own kind, and none is not there', () => {
    expect([0, 1, 2, 3].map((turn) => noteOf(['a', 'b', 'c'], turn))).toEqual(['a', 'b', 'c', 'a']);
    expect(noteOf([], 7)).toBeNull();
    expect(turnAt(24_000) - turnAt(0)).toBe(2);
  });

  it('it is day from seven until seven, where the company is', () => {
    const at = (iso: string, zone = 'Europe/Berlin') => lookAt(Date.parse(iso), zone);
    expect([at('2026-11-24T05:59:59Z'), at('2026-11-24T06:00:00Z')]).toEqual(['dark', 'light']);
    expect([at('2026-11-24T17:59:59Z'), at('2026-11-24T18:00:00Z')]).toEqual(['light', 'dark']);
    expect([at('2026-11-24T23:30:00Z'), at('2026-11-24T23:30:00Z', 'America/Los_Angeles')]).toEqual([
      'dark',
      'light',
    ]);
  });

  it('the picture drifts within its bounds, comes back in half an hour, and is not told by the second', () => {
    fc.assert(
      fc.property(fc.nat(4_000_000_000), (seconds) => {
        const at = seconds * 1_000;
        const { x, y } = driftAt(at);
        expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
        expect(driftAt(at + 1_800_000).x).toBeCloseTo(x);
        expect(driftAt(minuteAt(at))).toEqual({ x, y });
      }),
    );
    expect(leftMs('2026-11-24T10:00:00Z', Date.parse('2026-11-24T10:30:00Z'))).toBe(60_000);
  });
});

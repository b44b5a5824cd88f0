import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CoinCursor, cursorOf, cursorText, mergedPage, type Numbered } from './coin-history.js';

const row = (ledger: keyof CoinCursor, number: number, minute: number): Numbered => ({
  ledger,
  number: String(number),
  movement: {
    id: `${ledger}${number}`,
    at: new Date(minute * 60_000).toISOString(),
    ...{ coins: 1, because: 'earned', kind: null, about: null, reward: null, reason: null },
  },
});
/** A ledger, newest first: numbers fall, and time with them. */
const ledger = (name: keyof CoinCursor) =>
  fc
    .array(fc.nat(500), { maxLength: 30 })
    .map((minutes) =>
      minutes.sort((a, b) => b - a).map((minute, i) => row(name, minutes.length - i, minute)),
    );

it('pages of two ledgers together are all of both, newest first, nothing twice', () => {
  fc.assert(
    fc.property(ledger('entry'), ledger('coin'), fc.integer({ min: 1, max: 7 }), (entries, coins, limit) => {
      const after = (list: readonly Numbered[], seen: string | null) =>
        list.filter((r) => seen === null || Number(r.number) < Number(seen)).slice(0, limit + 1);
      const read: string[] = [];
      const times: string[] = [];
      for (let text: string | null = cursorText({ entry: null, coin: null }); text !== null;) {
        const seen: CoinCursor | null = cursorOf(text);
        if (seen === null) throw new Error('no cursor');
        const page = mergedPage([after(entries, seen.entry), after(coins, seen.coin)], seen, limit);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        read.push(...page.items.map((m) => m.id));
        times.push(...page.items.map((m) => m.at));
        text = page.next && cursorText(page.next);
      }
      expect([...read].sort()).toEqual([...entries, ...coins].map((r) => r.movement.id).sort());
      expect(times).toEqual([...times].sort().reverse());
    }),
  );
});

it('what is no cursor is none', () => {
  for (const text of ['', 'e', '12', 'e1c2;', 'e1c-2', `e${'9'.repeat(19)}c`])
    expect(cursorOf(text)).toBeNull();
});

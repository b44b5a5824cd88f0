import { expect, it } from 'vitest';
import { usePages } from './use-pages';

/** A list at the other end, two rows a page; each answer is given by hand. */
function list(rows: string[]) {
  const asked: { cursor: string | undefined; answer: () => Promise<void>; signal: AbortSignal }[] = [];
  const pages = usePages<string>((cursor, signal) => {
    return new Promise((resolve) => {
      const answer = async () => {
        const from = Number(cursor ?? 0);
        const next = from + 2;
        resolve({
          items: rows.slice(from, next),
          nextCursor: next < rows.length ? String(next) : null,
        });
        // what waits for it goes on
        await new Promise((done) => setTimeout(done));
      };
      asked.push({ cursor, answer, signal });
    });
  });
  return { pages, asked, answerLast: () => asked.at(-1)?.answer() };
}

it('renews all that is shown, also below the first page', async () => {
  const rows = ['a', 'b', 'c', 'd', 'e'];
  const { pages, answerLast } = list(rows);
  void pages.first();
  await answerLast();
  void pages.more();
  await Promise.resolve();
  await answerLast();
  expect(pages.items.value).toEqual(['a', 'b', 'c', 'd']);

  rows.splice(2, 1, 'C');
  rows.unshift('new');
  const renewed = pages.refresh();
  await Promise.resolve();
  await answerLast();
  expect(pages.items.value).toEqual(['a', 'b', 'c', 'd']);
  await answerLast();
  await renewed;
  expect(pages.items.value).toEqual(['new', 'a', 'b', 'C']);
  expect(pages.hasMore.value).toBe(true);
});

it('asks once more after an answer that may be older than what it is asked for', async () => {
  const rows = ['a'];
  const { pages, asked, answerLast } = list(rows);
  void pages.first();
  const renewed = Promise.all([pages.refresh(), pages.refresh()]);
  await answerLast();
  expect(asked).toHaveLength(2);
  rows.push('b');
  await answerLast();
  await renewed;
  expect(pages.items.value).toEqual(['a', 'b']);
  expect(asked).toHaveLength(2);
});

it('asks nothing more once it is left', async () => {
  const { pages, asked, answerLast } = list(['a']);
  void pages.first();
  void pages.refresh();
  pages.cancel();
  await answerLast();
  expect(asked).toHaveLength(1);
  expect(asked[0]?.signal.aborted).toBe(true);
});

it('leaves whoever reads further down alone while it only looks from time to time', async () => {
  const { pages, asked, answerLast } = list(['a', 'b', 'c']);
  void pages.first();
  await answerLast();
  void pages.poll();
  await Promise.resolve();
  await answerLast();
  expect(asked).toHaveLength(2);
  void pages.more();
  await Promise.resolve();
  await answerLast();
  await pages.poll();
  expect(asked).toHaveLength(3);
});

it('loses no row that was changed while an older answer was on its way', async () => {
  const rows = ['a'];
  const { pages, asked, answerLast } = list(rows);
  void pages.first();
  await answerLast();
  void pages.first();
  pages.change(() => ['A']);
  await answerLast();
  rows[0] = 'A';
  await answerLast();
  expect(asked).toHaveLength(3);
  expect(pages.items.value).toEqual(['A']);
});

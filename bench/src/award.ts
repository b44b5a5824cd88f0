import { readMyPoints } from '@vigil/shared/points';
import { closedLoop, type LoadResult } from './closed-loop.js';
import type { Company, Visitor } from './company.js';
import { Connection, rawRequest } from './connection.js';

let serial = 0;

/** One authenticated award: `suggestion.adopted` about an object that nobody had before. */
export function awardRequest(
  company: Company,
  email: string,
  key = `bench-${process.pid}-${serial++}`,
): string {
  const body = JSON.stringify({
    naturalKey: key,
    member: { email },
    kind: 'suggestion.adopted',
    occurredAt: new Date().toISOString(),
    object: key,
  });
  return rawRequest(
    'POST',
    '/api/behaviours',
    { authorization: `Bearer ${company.serviceKey}`, 'content-type': 'application/json' },
    body,
  );
}

const someone = (company: Company): string =>
  company.emails[Math.floor(Math.random() * company.emails.length)] ?? '';

/**
 * P1 and P3: awards one a request, each scored, in ledger, balance and outbox before it is answered.
 * @param url of another server that is asked the same
 */
export function awards(
  company: Company,
  connections: number,
  seconds: number,
  url = company.administrator.url,
): Promise<LoadResult> {
  return closedLoop({
    url,
    connections,
    seconds,
    request: () => awardRequest(company, someone(company)),
  });
}

/** P14: every second request repeats one that was answered before; the distinct keys are counted. */
export async function awardsWithRepeats(
  company: Company,
  connections: number,
  seconds: number,
): Promise<LoadResult & { distinct: number }> {
  const last = new Map<number, string>();
  let distinct = 0;
  const result = await closedLoop({
    url: company.administrator.url,
    connections,
    seconds,
    request: (connection, n) => {
      const known = last.get(connection);
      if (n % 2 === 1 && known !== undefined) return known;
      distinct++;
      const request = awardRequest(company, someone(company));
      last.set(connection, request);
      return request;
    },
  });
  return { ...result, distinct };
}

/**
 * P13: an award's answer holds the new total, and a read after it is never older. Each of some people is awarded and
 * asks for their own total right after, again and again. @returns how many reads were made, and how many were stale
 */
export async function readsAfterAwards(
  company: Company,
  visitors: readonly Visitor[],
  reads: number,
): Promise<{ reads: number; stale: number; wrongTotals: number }> {
  const url = new URL(company.administrator.url);
  let done = 0;
  let stale = 0;
  let wrongTotals = 0;
  await Promise.all(
    visitors.map(async (visitor, i) => {
      const connection = await Connection.open(url);
      const read = rawRequest('GET', readMyPoints.path, { cookie: visitor.cookies });
      let before = -1;
      while (done < reads) {
        done++;
        const award = JSON.parse(
          (await connection.send(awardRequest(company, company.emails[i] ?? ''))).body,
        ) as { total: number; points: number };
        const mine = JSON.parse((await connection.send(read)).body) as { all: number };
        if (before >= 0 && award.total !== before + award.points) wrongTotals++;
        if (mine.all < award.total) stale++;
        before = award.total;
      }
      connection.close();
    }),
  );
  return { reads: done, stale, wrongTotals };
}

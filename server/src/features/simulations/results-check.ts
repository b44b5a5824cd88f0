import { emailKey } from '@vigil/shared/people';
import { parse } from 'csv-parse/sync';

export const resultStatuses = [
  'sent',
  'opened',
  'clicked',
  'submitted',
  'reported',
  'not-delivered',
] as const;
export type ResultStatus = (typeof resultStatuses)[number];
export type ResultCounts = Record<ResultStatus, number>;

/** What a campaign's events come to in the same words. */
export interface CampaignResults {
  readonly counts: ResultCounts;
  /** Who reported and did something risky: with the campaign's figures this can be worked out from the counts. */
  readonly riskyReporters: number;
}

/** results.csv by sums: how many rows of each status, and the addresses it names. */
export interface ResultsFile {
  readonly rows: number;
  readonly counts: ResultCounts;
  readonly emailKeys: readonly string[];
}

/** The text is no results.csv. The message says where, never what. */
export class ResultsUnreadable extends Error {}

const statuses: Readonly<Record<string, ResultStatus>> = {
  'Email Sent': 'sent',
  'Email Opened': 'opened',
  'Clicked Link': 'clicked',
  'Submitted Data': 'submitted',
};
const mostRows = 200_000;

export const noCounts = (): ResultCounts => ({
  sent: 0,
  opened: 0,
  clicked: 0,
  submitted: 0,
  reported: 0,
  'not-delivered': 0,
});

/** Reads GoPhish's export of results. `reported` is a column of its own there, and so it is counted. @throws ResultsUnreadable */
export function readResults(csv: string): ResultsFile {
  const rows = records(csv);
  const counts = noCounts();
  const emailKeys: string[] = [];
  rows.forEach((row, i) => {
    if (row.email === undefined || row.status === undefined || row.reported === undefined)
      throw new ResultsUnreadable(`Line ${i + 2} lacks a column: email, status and reported are needed.`);
    emailKeys.push(emailKey(row.email));
    counts[
      Object.hasOwn(statuses, row.status) ? (statuses[row.status] ?? 'not-delivered') : 'not-delivered'
    ] += 1;
    if (row.reported === 'true') counts.reported += 1;
  });
  return { rows: rows.length, counts, emailKeys };
}

function records(csv: string): Partial<Record<string, string>>[] {
  try {
    return parse(csv, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      to: mostRows,
      max_record_size: 100_000,
    });
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1;
    throw new ResultsUnreadable(`Line ${line} is not CSV.`);
  }
}

/**
 * How many both sides can agree on: for each status the lesser sum. A comparison row by row would tell, by a file with
 * one status changed, what one person did.
 */
export function agreement(file: ResultCounts, events: ResultCounts): number {
  return resultStatuses
    .filter((status) => status !== 'reported')
    .reduce((sum, status) => sum + Math.min(file[status], events[status]), 0);
}

import { emailKey } from '@vigil/shared/people';
import { faultInWords, readCsv } from '../../platform/csv/read-csv.js';

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
/** The columns of GoPhish's export; the others are not looked at. */
const shape = {
  required: ['email', 'status', 'reported'],
  optional: [
    'id',
    'ip',
    'latitude',
    'longitude',
    'send_date',
    'modified_date',
    'first_name',
    'last_name',
    'position',
  ],
  mostLines: 200_000,
};

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
  const { lines, faults } = readCsv(csv, shape);
  const [fault] = faults;
  if (fault) throw new ResultsUnreadable(faultInWords(fault));
  const counts = noCounts();
  const emailKeys: string[] = [];
  for (const { cells } of lines) {
    const { email = '', status = '', reported } = cells;
    emailKeys.push(emailKey(email));
    counts[Object.hasOwn(statuses, status) ? (statuses[status] ?? 'not-delivered') : 'not-delivered'] += 1;
    if (reported === 'true') counts.reported += 1;
  }
  return { rows: lines.length, counts, emailKeys };
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

import { codeOf, isUnavailable } from '../../platform/db/database.js';
import type { RecordableBehaviour, RecordOutcome } from './behaviours.types.js';

interface Waiting {
  readonly behaviours: readonly RecordableBehaviour[];
  readonly resolve: (outcomes: RecordOutcome[]) => void;
  readonly reject: (error: unknown) => void;
}

const uniqueViolation = '23505';
const lanes = 2;
const mostPerCommit = 500;

type Commit = (behaviours: readonly RecordableBehaviour[]) => Promise<RecordOutcome[]>;

/**
 * Lets requests that arrive together share a transaction. There are some lanes, each with one transaction under way; a
 * member has always the same one, so that facts that come alone do not wait for each other's locks within this process.
 */
export class GroupCommit {
  private readonly lanes: readonly Lane[];

  constructor(commit: Commit) {
    this.lanes = Array.from({ length: lanes }, () => new Lane(commit));
  }

  submit(behaviours: readonly RecordableBehaviour[]): Promise<RecordOutcome[]> {
    const lane = this.lanes[laneOf(behaviours)];
    if (lane === undefined) throw new Error('no such lane');
    return lane.submit(behaviours);
  }
}

/** By the last hexadecimal digit of the id, which is random. Who states facts about several members goes the way of the first. */
function laneOf([first]: readonly RecordableBehaviour[]): number {
  return first === undefined ? 0 : Number.parseInt(first.memberId.slice(-1), 16) % lanes;
}

/**
 * While one transaction commits, the next is collected. There is no timer; when nothing is under way, a request commits
 * at once. If a shared transaction breaks, each request is tried alone, so that one bad fact cannot take others with it;
 * not while the database is away, for which no request is to blame.
 */
class Lane {
  private queue: Waiting[] = [];
  private busy = false;

  constructor(private readonly commit: Commit) {}

  submit(behaviours: readonly RecordableBehaviour[]): Promise<RecordOutcome[]> {
    return new Promise((resolve, reject) => {
      this.queue.push({ behaviours, resolve, reject });
      this.pump();
    });
  }

  private pump(): void {
    if (this.busy || this.queue.length === 0) return;
    this.busy = true;
    // requests of the same tick join
    setImmediate(() => void this.flush());
  }

  private async flush(): Promise<void> {
    const group = this.take();
    try {
      if (group.length > 0) await this.together(group);
    } finally {
      this.busy = false;
      this.pump();
    }
  }

  private take(): Waiting[] {
    const group: Waiting[] = [];
    let size = 0;
    for (const waiting of this.queue) {
      size += waiting.behaviours.length;
      if (group.length > 0 && size > mostPerCommit) break;
      group.push(waiting);
    }
    this.queue = this.queue.slice(group.length);
    return group;
  }

  private async together(group: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.commit(group.flatMap((w) => w.behaviours));
      let at = 0;
      for (const waiting of group) waiting.resolve(outcomes.slice(at, (at += waiting.behaviours.length)));
    } catch (error) {
      if (group.length === 1 && group[0]) return this.alone(group[0], error);
      if (isUnavailable(error)) for (const waiting of group) waiting.reject(error);
      else for (const waiting of group) await this.together([waiting]);
    }
  }

  private async alone(waiting: Waiting, error: unknown): Promise<void> {
    if (codeOf(error) !== uniqueViolation) {
      waiting.reject(error);
      return;
    }
    // another process has just stated one of the same keys: now it is known
    await this.commit(waiting.behaviours).then(waiting.resolve, waiting.reject);
  }
}

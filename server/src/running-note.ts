import path from 'node:path';

/** What a server on embedded parts leaves in its data folder, so that tools of the same machine find it. */
export interface RunningNote {
  readonly url: string;
  readonly databaseUrl: string;
  /** Of the role that owns the tables. */
  readonly ownerUrl: string;
}

export const runningFile = (dataDir: string): string => path.join(dataDir, 'running.json');

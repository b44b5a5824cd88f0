import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endProgram, hasEnded, lastWords, startProgram } from './child-program.js';

const pollMs = 50;
const mostPolls = 1_200;

/** Where the database is, by role. */
export interface DatabaseAddresses {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
}

/** A PostgreSQL of its own process, with the roles and the database of the product. It comes back when it is killed. */
export interface PostgresProgram extends DatabaseAddresses {
  /** Ends PostgreSQL as kill -9 does. */
  kill(): void;
  /** Ends it properly; it comes back. */
  restart(): void;
  /** It answers nothing until `goOn`, with every connection open. */
  fallSilent(): void;
  goOn(): void;
  /** Keeps whoever would start it again from doing so, until `mayComeBack`. */
  mustStayAway(): void;
  mayComeBack(): void;
  stop(): Promise<void>;
}

export async function startPostgres(program: string, folder: string): Promise<PostgresProgram> {
  const logFile = path.join(folder, 'postgres-keeper.log');
  const child = startProgram({ file: program, settings: { DATA_DIR: folder }, logFile });
  const addresses = await addressesOf(child, logFile);
  const postmaster = (): number =>
    Number(readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  let stopped: number[] = [];
  return {
    ...addresses,
    kill: () => send([postmaster()], 'SIGKILL'),
    restart: () => send([postmaster()], 'SIGINT'),
    fallSilent: () => {
      // the parent first, so that nobody is added to its children
      const parent = postmaster();
      send([parent], 'SIGSTOP');
      stopped = [parent, ...childrenOf(parent)];
      send(stopped, 'SIGSTOP');
    },
    goOn: () => send(stopped.splice(0).reverse(), 'SIGCONT'),
    mustStayAway: () => void child.kill('SIGSTOP'),
    mayComeBack: () => void child.kill('SIGCONT'),
    stop: () => endProgram(child),
  };
}

async function addressesOf(child: ChildProcess, logFile: string): Promise<DatabaseAddresses> {
  for (let poll = 0; poll < mostPolls && !hasEnded(child); poll++) {
    const line = readFileSync(logFile, 'utf8')
      .split('\n')
      .findLast((l) => l.includes('"appUrl"'));
    if (line !== undefined) return JSON.parse(line) as DatabaseAddresses;
    await pause(pollMs);
  }
  throw new Error(`PostgreSQL did not start:\n${lastWords(logFile)}`);
}

function send(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, signal);
    } catch {
      // it ended by itself
    }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    // what stands before the last bracket is the program's name, which may hold anything
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    return Number(fields?.[1]);
  } catch {
    return undefined;
  }
}

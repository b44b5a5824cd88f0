import { readFileSync } from 'node:fs';

/** Whether a process with this id exists, whoever owns it. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether the process with this id may be a PostgreSQL server. After a power cut an id from a file can belong to
 * anything. Where the system cannot tell, the answer is that of {@link isRunning}.
 */
export function mayBePostgres(pid: number): boolean {
  if (!isRunning(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return false;
  }
}

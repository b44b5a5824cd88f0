import { readFileSync } from 'node:fs';

/** Of Linux, on every machine that there is. */
const ticksPerSecond = 100;

/** Seconds of CPU that a process has used since it began, of all its threads. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // the name of the program stands in brackets and may hold spaces
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

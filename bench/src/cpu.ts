import { readdirSync, readFileSync } from 'node:fs';

/** Of Linux, on every machine that there is. */
const ticksPerSecond = 100;

/** Seconds of CPU that a process has used since it began, of all its threads. */
export function cpuSeconds(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** The same of all processes that a process has started and that are still there. */
export function cpuSecondsOfChildren(pid: number): number {
  let seconds = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (Number(statOf(Number(name))[1]) === pid) seconds += cpuSeconds(Number(name));
    } catch {
      // it has just ended
    }
  }
  return seconds;
}

/** From the state on: the name of the program stands in brackets before it and may hold spaces. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

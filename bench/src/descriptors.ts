import { readFileSync } from 'node:fs';

/** @throws when this process, or one that it starts, may not open so many connections */
export function needDescriptors(connections: number): void {
  const needed = connections + 1_000;
  const line = /^Max open files\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
  const allowed = line?.[1] === 'unlimited' ? Infinity : Number(line?.[1]);
  if (allowed >= needed) return;
  throw new Error(
    `This measures with ${connections} sockets, and a process may open ${allowed} files here: ulimit -n ${needed} first (as root, or with the hard limit raised).`,
  );
}

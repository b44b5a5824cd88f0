import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The bare server of `bare-server.ts` as a process of its own, as the product is one. */
export interface Bare {
  readonly url: string;
  stop(): Promise<void>;
}

/** @param socket folder of the PostgreSQL socket, where pgbench's tables are */
export async function startBare(socket: string): Promise<Bare> {
  const program = fileURLToPath(new URL('bare-server.js', import.meta.url));
  const child = spawn(process.execPath, [program, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

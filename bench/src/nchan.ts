import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './server.js';

const nginxPlaces = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx'];
const module = '/usr/lib/nginx/modules/ngx_nchan_module.so';

/** nchan in one process of nginx: who subscribes by websocket at `/` hears what is posted to `/publish`. */
export interface Nchan {
  readonly url: URL;
  readonly process: ChildProcess;
  publish(text: string): Promise<void>;
}

/** Null where it is not installed. @param folder for its configuration and whatever it writes */
export async function startNchan(folder: string): Promise<Nchan | null> {
  const nginx = nginxPlaces.find((place) => existsSync(place));
  if (nginx === undefined || !existsSync(module)) return null;
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((k) => `${k}_temp_path ${folder};`);
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `load_module ${module}; daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
worker_rlimit_nofile 20000; events { worker_connections 16000; }
http { access_log off; nchan_shared_memory_size 256m; ${places.join(' ')}
  server { listen 127.0.0.1:${port} backlog=4096;
    location = / { nchan_subscriber websocket; nchan_channel_id room; nchan_subscriber_first_message newest; nchan_websocket_ping_interval 60; }
    location = /publish { nchan_publisher; nchan_channel_id room; nchan_message_buffer_length 20; } } }
`,
  );
  const child = spawn(nginx, ['-c', file], { stdio: ['ignore', 'inherit', 'inherit'] });
  const url = new URL(`http://127.0.0.1:${port}/`);
  const publish = async (text: string) => {
    const answer = await fetch(new URL('/publish', url), { method: 'POST', body: text });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`nchan answered a message with ${answer.status}`);
  };
  for (let tries = 0; tries < 50 && child.exitCode === null; tries++) {
    if (
      await publish('a first word').then(
        () => true,
        () => false,
      )
    )
      return { url, process: child, publish };
    await pause(100);
  }
  throw new Error(`nginx with nchan did not start; see ${folder}/error.log`);
}

// `npm run dev`: compiles on change, restarts the server on change, and serves the client with hot reload.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runCommand } from './stages.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const bin = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));

if (!(await runCommand([bin('tsc'), '-b', 'shared', 'server', 'tools']))) process.exit(1);

const children = [
  [bin('tsc'), '-b', '--watch', '--preserveWatchOutput', 'shared', 'server', 'tools'],
  [process.execPath, '--watch', '--watch-preserve-output', 'server/dist/start.js'],
  [bin('vite'), '--config', 'client/vite.config.ts'],
].map(([program, ...args]) => spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] }));

// when one ends, or Ctrl-C is pressed, all end; this process leaves when the last one has
const endAll = () => children.forEach((child) => child.kill('SIGTERM'));
children.forEach((child) => child.once('exit', endAll));
process.on('SIGINT', endAll).on('SIGTERM', endAll);

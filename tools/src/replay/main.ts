import { replay } from './replay.js';

process.exitCode = await replay(process.argv.slice(2), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  ...(process.stdout.isTTY
    ? { progress: (text: string) => void process.stdout.write(`\r\u001b[K${text}`) }
    : {}),
});

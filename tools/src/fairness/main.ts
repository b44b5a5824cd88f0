import { fairness } from './fairness.js';

process.exitCode = fairness(process.argv.slice(2), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});

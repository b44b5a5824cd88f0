import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder; this file runs from `src` and, compiled, from `dist`. */
export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));

/** The people of the demo company whom a newcomer may sign in as; its own life leaves them alone. */
export const accounts = {
  /** Reports the captured practice mail first, and does nothing else with it. */
  reporter: { email: 'agnieszka.kowalska@northwind.example', name: 'Agnieszka Kowalska' },
  /** Opens it and clicks, and does not report. */
  clicker: { email: 'priya.raghunathan@northwind.example', name: 'Priya Raghunathan' },
  leader: { email: 'ingrid.bjornstad@northwind.example', name: 'Ingrid Bjørnstad' },
  security: { email: 'daniel.weiss@northwind.example', name: 'Daniel Weiss' },
  administrator: { email: 'joost.vanthoff@northwind.example', name: "Joost van 't Hoff" },
} as const;
export type Account = (typeof accounts)[keyof typeof accounts];

/** Of every account of the demo. */
export const password = 'northwind-vigil-demo';

/** The captured campaign and what it settles to; its README says how that was counted. */
export const capture = {
  file: path.join(projectRoot, 'fixtures/gophish/webhooks.ndjson'),
  secretFile: path.join(projectRoot, 'fixtures/gophish/secret.txt'),
  figures: { recipients: 60, delivered: 59, reported: 35, silent: 11, risky: 13 },
  deliveries: 172,
} as const;

import path from 'node:path';
import { projectRoot } from '../services/paths.js';

/** The server's programs, as files for Node. */
export interface Programs {
  readonly start: string;
  readonly migrate: string;
  readonly verify: string;
  readonly postgres: string;
}

const built = (name: string): string => path.join(projectRoot, 'server/dist', `${name}.js`);

/** As `npm run build` leaves them. */
export const builtPrograms: Programs = {
  start: built('start'),
  migrate: built('migrate'),
  verify: built('verify'),
  postgres: built('postgres'),
};

import helmet from 'helmet';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RunningConfig } from '../config/config.js';

/**
 * The security headers that every answer carries. They are the same for all, so helmet makes them once, when the server
 * is built, and not with every request: there it would take longer than all the rest of a small answer.
 */
export function securityHeaders(config: Pick<RunningConfig, 'publicUrl'>): Record<string, string> {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  let failure: unknown;
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'base-uri': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'frame-ancestors': ["'none'"],
        'form-action': ["'self'"],
      },
    },
    hsts: config.publicUrl.startsWith('https:'),
    referrerPolicy: { policy: 'no-referrer' },
  })(answer.req, answer, (error) => (failure = error));
  if (failure !== undefined) throw new Error('the security headers cannot be made', { cause: failure });
  return Object.fromEntries(
    Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}

import { z } from 'zod';
import { anyone, operatorOnly, problems, route } from '../contract/index.js';

const tag = 'Operations';
/** The process answers; nothing is said of what it needs. */
export const readLiveness = route({
  method: 'GET',
  path: '/health/live',
  tag,
  access: anyone,
  summary: 'The process is alive',
  response: z.object({ status: z.literal('ok') }),
});
/** The process can do its work: the database answers. A board store that is away makes boards stale, not the service unready. */
export const readReadiness = route({
  ahead: true,
  method: 'GET',
  path: '/health/ready',
  tag,
  access: anyone,
  summary: 'The service can do its work',
  response: z.object({ status: z.enum(['ok', 'degraded']), boards: z.enum(['ok', 'away']) }),
  problems: [problems.unavailable],
});
export const readMetrics = route({
  method: 'GET',
  path: '/metrics',
  tag,
  access: operatorOnly,
  summary: 'Metrics for Prometheus',
  response: z.string(),
  produces: 'text/plain; charset=utf-8',
});

import { z } from 'zod';
import { id, only, route, signedIn } from '../contract/index.js';
import { boardNotFound } from './contract.js';
import { divisionLimits } from './divisions.js';

const tag = 'Leaderboards';

/** A department's week: its place, and how sure it is. */
export const trendWeek = z.object({
  rank: z.number().int().min(1),
  score: z.number(),
  noise: z.number(),
});

/** How a season went, week by week. Weeks belong to the season that has most of their days. */
export const readTrend = route({
  method: 'GET',
  path: '/api/boards/trend',
  tag,
  access: signedIn,
  summary: 'Standings of departments in the weeks of a season; the present season unless told',
  query: z.strictObject({
    season: z
      .string()
      .regex(/^\d{4}-Q[1-4]$/)
      .optional(),
  }),
  response: z
    .object({
      season: z.string(),
      /** Weeks in which something counted, oldest first. */
      weeks: z.array(z.object({ key: z.string(), startsAt: z.iso.datetime(), current: z.boolean() })),
      /** Points a person in the whole company, for each week. */
      companyMean: z.array(z.number().nullable()),
      /** People in counted departments, for each week. */
      people: z.array(z.number().int()),
      /** By name; null where it had no place that week. */
      departments: z.array(z.object({ id, name: z.string(), weeks: z.array(trendWeek.nullable()) })),
    })
    .meta({ id: 'SeasonTrend' }),
  problems: [boardNotFound],
});

export const readDivisions = route({
  method: 'GET',
  path: '/api/boards/divisions',
  tag,
  access: signedIn,
  summary: 'Limits of the size divisions of departments',
  response: divisionLimits,
});
export const updateDivisions = route({
  method: 'PUT',
  path: '/api/boards/divisions',
  tag,
  access: only('administrator'),
  summary: 'Set the limits of the size divisions; boards follow within a minute',
  body: divisionLimits,
  response: divisionLimits,
});

import { z } from 'zod';
import { csvBodyBytes, only, problem, route } from '../contract/index.js';

const people = 'People';
/** A CSV file as text: `email,first,last,department` and, where given, `role,time_zone,locale,joined`. */
export const csvText = z.string().max(10_000_000);
export const importLine = z.object({
  line: z.number().int(),
  email: z.string(),
  name: z.string(),
  department: z.string(),
  change: z.enum(['new', 'changed', 'same']),
  /** Field names that change. */
  fields: z.array(z.string()),
});
export const lineError = z.object({
  line: z.number().int(),
  column: z.string().nullable(),
  message: z.string(),
});
export const csvRefused = problem(
  'csv-refused',
  422,
  'The file has lines that cannot be taken; nothing was imported.',
);
export const previewImport = route({
  maxBodyBytes: csvBodyBytes,
  method: 'POST',
  path: '/api/people/import/preview',
  tag: people,
  access: only('administrator'),
  summary: 'What an import would do; changes nothing',
  body: z.strictObject({ csv: csvText }),
  response: z.object({
    counts: z.object({
      new: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      errors: z.number().int(),
    }),
    newDepartments: z.array(z.string()),
    lines: z.array(importLine),
    /** New names that mix letters of scripts which look alike, for somebody to look at; they are taken all the same. */
    lookAlikes: z.array(z.object({ line: z.number().int(), name: z.string() })),
    errors: z.array(lineError),
  }),
});
export const importPeople = route({
  maxBodyBytes: csvBodyBytes,
  method: 'POST',
  path: '/api/people/import',
  tag: people,
  access: only('administrator'),
  summary: 'Import people, all or nothing',
  body: z.strictObject({ csv: csvText }),
  response: z.object({ new: z.number().int(), changed: z.number().int(), same: z.number().int() }),
  problems: [csvRefused],
});

import type { Route } from '@vigil/shared/contract';
import { socketToServer } from '@vigil/shared/leaderboards';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestApp, type TestApp } from '../../test/app.js';
import { implementedRoutes } from '../platform/http/handles.js';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
});
afterAll(() => server.stop());

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** Fixed by their form, or anchored at both ends without a piece that may repeat for ever. */
const isShort = ({ format, pattern = '' }: Schema): boolean =>
  format === 'uuid' || format === 'date' || /^\^(?:[^*+\\]|\\.)*\$$/.test(pattern.replaceAll(',}', '*'));

/** Where an input has no limit of its own, by its path. */
function limitless(schema: Schema, at: string, defs: Readonly<Record<string, Schema>>): string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const { [name]: meant = {}, ...others } = defs;
    return limitless(meant, at, others);
  }
  if (schema.enum !== undefined || 'const' in schema) return [];
  const of = (inner: Schema | undefined, more = '') =>
    inner === undefined ? [] : limitless(inner, at + more, defs);
  const open = typeof schema.additionalProperties === 'object';
  const bare = Object.keys(schema).every((key) => key.startsWith('$'));
  const endless =
    (schema.type === 'string' && schema.maxLength === undefined && !isShort(schema)) ||
    (schema.type === 'array' && schema.maxItems === undefined && schema.prefixItems === undefined);
  return [
    ...(endless || open || bare ? [at] : []),
    ...of(schema.items, '[]'),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => of(inner, `.${name}`)),
    ...[schema.anyOf, schema.oneOf, schema.allOf, schema.prefixItems].flatMap((all) =>
      (all ?? []).flatMap((inner) => of(inner)),
    ),
  ];
}
function limitlessIn(input: z.ZodType | undefined, at: string): string[] {
  if (input === undefined) return [];
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema;
  return [...new Set(limitless(schema, at, schema.$defs ?? {}))];
}
const named = ({ method, path }: Route) => `${method} ${path}`;

it('every text and every list that comes in has a limit, in every route and every message (I1)', () => {
  const found = [
    ...[...implementedRoutes].flatMap((route) =>
      (['params', 'query', 'body'] as const).flatMap((part) =>
        limitlessIn(route[part], `${named(route)} ${part}`),
      ),
    ),
    ...Object.entries(socketToServer).flatMap(([event, { request }]) => limitlessIn(request, event)),
  ];
  // judged one by one, each by the whole contract; the thousand of them have the room of a body
  expect(found).toEqual(['POST /api/behaviours body.items[]']);
});

it('finds what has none, however it is wrapped', () => {
  const wrapped = z.union([
    z.object({ a: z.array(z.string().max(5)), b: z.string().transform((s) => s.trim()) }),
    z.object({
      c: z.record(z.string().max(3), z.number()).optional(),
      d: z.string().regex(/^\d+$/),
      e: z.unknown(),
    }),
  ]);
  expect(limitlessIn(wrapped, 'it')).toEqual(['it.a', 'it.b', 'it.c', 'it.d', 'it.e']);
});

it('no route takes more than a megabyte but those of files, which are closed to who has not signed in (I1)', () => {
  const large = [...implementedRoutes].filter(({ maxBodyBytes = 0 }) => maxBodyBytes > 1_048_576);
  expect(large.map(named).sort()).toEqual(
    [
      'POST /api/behaviours/import',
      'POST /api/behaviours/import/preview',
      'POST /api/campaigns/:campaignId/check',
      'POST /api/people/import',
      'POST /api/people/import/preview',
      'POST /api/reports',
      'POST /api/sources/:sourceId/events',
    ].sort(),
  );
  expect(large.filter(({ access }) => access.by !== 'session').map(named)).toEqual([]);
});

import type { Route } from '@vigil/shared/contract';
import fc from 'fast-check';
import { z } from 'zod';

/** What a JSON schema of a contract may say; only the words that are needed to make values. */
interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Shape>>;
}

/** Texts that break what was not made for them: the database, a log line, a parser, a comparison. */
export const evilTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b@vigil.example',
  '\ud800',
  'x\udfffy',
  '\u202etxt.exe',
  '\u200b'.repeat(50),
  'é'.normalize('NFD').repeat(40),
  'İ',
  '\ufffe',
  '\r\nset-cookie: a=b',
  "'; DROP TABLE member; --",
  '%_%_%_%',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '{{7*7}}${7*7}',
  '=1+1',
  '9'.repeat(400),
  '-1',
  'NaN',
  '1e309',
  '0x10',
  '2026-02-30T00:00:00Z',
  '2026-11-23T23:59:60Z',
  '-292277022657-01-27T08:29:52Z',
  '00000000-0000-0000-0000-000000000000',
  'x'.repeat(5_000),
  '𝒳'.repeat(500),
];
const evilNumbers: readonly number[] = [
  0,
  -0,
  -1,
  0.1,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  Number.MAX_VALUE,
];

const evil: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...evilTexts),
  fc.constantFrom(...evilNumbers),
  fc.constantFrom(null, true, false),
  fc.constantFrom([], {}, [[]], { toString: 1 }, { length: -1 }, { constructor: { prototype: 1 } }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values that are worth trying in texts of any name: ids of rows that exist, addresses, instants, files. */
export type Pool = readonly string[];

/** Bodies that a route would take, with something wrong in them now and then. */
export function bodiesOf(route: Route, pool: Pool): fc.Arbitrary<unknown> {
  if (route.body === undefined) return evil;
  return fc.oneof({ weight: 6, arbitrary: like(shapeOf(route.body), pool) }, { weight: 1, arbitrary: evil });
}

/** The text behind `?`, empty or with the parameters of the route, some of them wrong, twice, or foreign. */
export function queriesOf(route: Route, pool: Pool): fc.Arbitrary<string> {
  const names = Object.keys(route.query ? (shapeOf(route.query).properties ?? {}) : {});
  const name = fc.constantFrom(...names, ...names, 'x', '__proto__', 'a[b]');
  const enums = Object.values(route.query ? (shapeOf(route.query).properties ?? {}) : {}).flatMap((s) =>
    (s.enum ?? []).map(String),
  );
  const value = fc.constantFrom(...pool, ...enums, ...enums, ...evilTexts, '1', '200', '201');
  return fc
    .array(fc.tuple(name, value), { maxLength: 4 })
    .map((pairs) => pairs.map(([n, v]) => `${encodeURIComponent(n)}=${escaped(v)}`).join('&'));
}

/** The path of a route with its parameters filled in: ids that exist, or nonsense. */
export function pathsOf(route: Route, pool: Pool): fc.Arbitrary<string> {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((m) => m[0]);
  const value = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...pool) },
    { weight: 1, arbitrary: fc.constantFrom(...evilTexts) },
  );
  return fc
    .array(value, { minLength: names.length, maxLength: names.length })
    .map((values) =>
      names.reduce((path, name, i) => path.replace(name, escaped(values[i] ?? '')), route.path),
    );
}

/** Percent-encoded as some client would; half a character becomes bytes that are no UTF-8. */
function escaped(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replaceAll('%EF%BF%BD', '%ED%A0%80');
}

function shapeOf(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
}

function like(shape: Shape, pool: Pool, defs = shape.$defs ?? {}): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fitting(shape, pool, defs) }, { weight: 1, arbitrary: evil });
}

function fitting(shape: Shape, pool: Pool, defs: Readonly<Record<string, Shape>>): fc.Arbitrary<unknown> {
  const inner = (s: Shape) => like(s, pool, defs);
  const choices = shape.anyOf ?? shape.oneOf ?? shape.allOf;
  if (shape.$ref !== undefined) return inner(defs[shape.$ref.split('/').at(-1) ?? ''] ?? {});
  if (choices !== undefined) return fc.oneof(...choices.map(inner));
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  switch (shape.type) {
    case 'object':
      return objects(shape, inner);
    case 'array':
      return fc.array(shape.items ? inner(shape.items) : evil, { maxLength: 4 });
    case 'string':
      return fc.oneof(fc.constantFrom(...pool), fc.constantFrom(...evilTexts), fc.uuid());
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constantFrom(...evilNumbers));
    case 'boolean':
      return fc.boolean();
    default:
      return evil;
  }
}

function objects(shape: Shape, inner: (s: Shape) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(shape.properties ?? {}).map(([name, field]) => [name, inner(field)]),
  );
  return fc.record(fields, { requiredKeys: [...(shape.required ?? [])] });
}

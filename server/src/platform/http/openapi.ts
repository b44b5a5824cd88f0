import type { OpenAPIObject } from '@nestjs/swagger';
import { problemDocument, problems, type Route } from '@vigil/shared/contract';
import { z } from 'zod';

type Json = Record<string, unknown>;
type Render = (schema: z.ZodType, io: 'input' | 'output') => Json;
const security: Readonly<Partial<Record<Route['access']['by'], Json[]>>> = {
  session: [{ session: [] }],
  display: [{ display: [] }],
  'service-key': [{ serviceKey: [] }],
  operator: [{ operator: [] }],
};

/** Renders the contracts as OpenAPI 3.0: the same schemas that parse requests, nothing written twice. */
export function openApiOf(routes: Iterable<Route>, version: string): OpenAPIObject {
  const schemas: Record<string, Json> = {};
  const schemaOf: Render = (schema, io) => rendered(schema, io, schemas);
  const paths: Record<string, Json> = {};
  const sorted = [...routes].sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
  for (const route of sorted) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operation(route, schemaOf);
  }
  const document: Json = {
    openapi: '3.0.3',
    info: { title: 'Vigil', version, description: 'Security culture that a whole company plays together.' },
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'vigil' },
        display: { type: 'apiKey', in: 'cookie', name: 'vigil-display' },
        serviceKey: { type: 'http', scheme: 'bearer' },
        operator: { type: 'http', scheme: 'bearer' },
      },
    },
  };
  return document as Json & OpenAPIObject;
}

function operation(route: Route, schemaOf: Render): Json {
  const roles =
    route.access.by === 'session' && route.access.roles ? ` Roles: ${route.access.roles.join(', ')}.` : '';
  const status = String(route.status ?? 200);
  return {
    tags: [route.tag],
    summary: route.summary,
    description: `Access: ${route.access.by}.${roles}`,
    ...(security[route.access.by] ? { security: security[route.access.by] } : {}),
    parameters: [
      ...parameters('path', route.params, schemaOf),
      ...parameters('query', route.query, schemaOf),
    ],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
          },
        }
      : {}),
    responses: {
      [status]: { description: 'Done', ...content(route, schemaOf) },
      ...(route.etag ? { '304': { description: 'What If-None-Match names is still so' } } : {}),
      ...failures(route, schemaOf),
    },
  };
}

function content(route: Route, schemaOf: Render): Json {
  if (route.status === 204 || route.status === 202) return {};
  if (route.produces) return { content: { [route.produces]: { schema: { type: 'string' } } } };
  return { content: { 'application/json': { schema: schemaOf(route.response, 'output') } } };
}

function failures(route: Route, schemaOf: Render): Json {
  const all = [...(route.problems ?? []), ...(route.body || route.query ? [problems.invalid] : [])];
  return Object.fromEntries(
    group(all).map(([status, some]) => [
      status,
      {
        description: some.map((p) => `${p.title} (${p.type})`).join(' · '),
        content: { 'application/problem+json': { schema: schemaOf(problemDocument, 'output') } },
      },
    ]),
  );
}

function group(
  all: readonly { status: number; title: string; type: string }[],
): [string, { title: string; type: string }[]][] {
  const found = new Map<string, { title: string; type: string }[]>();
  for (const p of all) found.set(String(p.status), [...(found.get(String(p.status)) ?? []), p]);
  return [...found].sort(([a], [b]) => a.localeCompare(b));
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined, schemaOf: Render): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

/** Named schemas move to `components`, once for each direction; everything else stays where it stands. */
function rendered(schema: z.ZodType, io: 'input' | 'output', named: Record<string, Json>): Json {
  const suffix = io === 'input' ? 'Input' : '';
  const text = JSON.stringify(z.toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' }));
  const json = JSON.parse(
    text.replace(
      /"#\/(?:\$defs|definitions|components\/schemas)\/(\w+)"/g,
      `"#/components/schemas/$1${suffix}"`,
    ),
  ) as Json;
  const { $schema: _, $defs, definitions, '~standard': __, id: ___, ...rest } = json;
  for (const [name, definition] of Object.entries({
    ...($defs as Json | undefined),
    ...(definitions as Json | undefined),
  })) {
    const { id: ____, ...plain } = definition as Json;
    named[`${name}${suffix}`] = plain;
  }
  return rest;
}

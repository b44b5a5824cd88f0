import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, startTestApp } from '../test/app.js';
import { version } from './create-app.js';
import { implementedRoutes } from './platform/http/handles.js';
import { openApiOf } from './platform/http/openapi.js';

const committed = new URL('../openapi.json', import.meta.url);
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

/** After a change of contracts: `npx vitest run --project server server/src/openapi.test.ts -u` writes it anew. */
it('stands in server/openapi.json as the contracts say', ({ task }) => {
  const rendered = `${JSON.stringify(openApiOf(implementedRoutes, version), null, 2)}\n`;
  if (task.file.projectName === 'server' && process.argv.includes('-u')) writeFileSync(committed, rendered);
  expect(readFileSync(committed, 'utf8')).toBe(rendered);
});

it('is served to developers, with no reference that leads nowhere', async () => {
  const answer = await fetch(`${app.url}/api/docs-json`);
  const text = await answer.text();
  expect(answer.status).toBe(200);
  const document = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
  const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((m) => m[1] ?? '');
  expect(named.filter((name) => !(name in document.components.schemas))).toEqual([]);
});

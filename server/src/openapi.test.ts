import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, startTestApp } from '../test/app.js';
import { version } from './create-app.js';
import { implementedRoutes } from './platform/http/handles.js';
import { openApiOf } from './platform/http/openapi.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

/** After a change of contracts: `npx vitest run --project server server/src/openapi.test.ts -u` writes it anew. */
it('stands in server/openapi.json as the contracts say', async () => {
  const rendered = `${JSON.stringify(openApiOf(implementedRoutes, version), null, 2)}\n`;
  await expect(rendered).toMatchFileSnapshot('../openapi.json');
});

it('is served to developers, with no reference that leads nowhere', async () => {
  const answer = await fetch(`${app.url}/api/docs-json`);
  const text = await answer.text();
  expect(answer.status).toBe(200);
  const document = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
  const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((m) => m[1] ?? '');
  expect(named.filter((name) => !(name in document.components.schemas))).toEqual([]);
});

import { addDepartment, addMember } from '@vigil/shared/people';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { type Actor, anActor, askServer } from '../../test/cast.js';
import { implementedRoutes } from '../platform/http/handles.js';
import { createLog } from '../platform/logging/log.js';

const logged: string[] = [];
let server: TestApp;
let administrator: Actor;
beforeAll(async () => {
  const log = createLog(
    'debug',
    new Writable({
      write: (chunk: Buffer, _, done) => {
        logged.push(chunk.toString());
        done();
      },
    }),
  );
  server = await startTestApp({ mode: 'production', log });
  administrator = await anActor(server, 'administrator');
});
afterAll(() => server.stop());

it.each([
  '/api/docs',
  '/api/docs-json',
  '/api/docs-yaml',
  '/api/graphql',
  '/api/swagger',
  '/api/queues',
  '/api/admin/queues',
  '/api/actuator/env',
  '/api/debug/pprof',
  '/metrics',
])('%s is nobody’s in production (B16)', async (path) => {
  const { status } = await askServer(
    server,
    { method: 'GET', path },
    { headers: { cookie: administrator.cookie } },
  );
  expect([401, 404]).toContain(status);
});

it.each(['/graphql', '/swagger', '/__inspect', '/queues', '/devtools'])(
  '%s leads to the first page at most (B16)',
  async (path) => {
    const { status, text } = await askServer(server, { method: 'GET', path });
    if (status === 200) expect(text).toMatch(/^<!doctype html>/i);
    else expect(status).toBe(404);
  },
);

it('nobody can look through somebody else’s eyes: there is no such route, and no header does it (B15)', async () => {
  const paths = [...implementedRoutes].map((route) => route.path);
  expect(paths.filter((path) => /impersonat|view-as|sudo|act-as/i.test(path))).toEqual([]);
  const person = await anActor(server, 'employee');
  for (const name of ['x-user', 'x-member-id', 'x-view-as', 'x-forwarded-user', 'x-remote-user']) {
    const headers = { cookie: administrator.cookie, [name]: person.member.id };
    const { text } = await askServer(server, { method: 'GET', path: '/api/me' }, { headers });
    expect((JSON.parse(text) as { id: string }).id, name).toBe(administrator.member.id);
  }
});

it.each(['a\r\nb', 'a\u001b[31mb', 'a\u0000b', 'a\u2028b', 'a\u202eb', 'a\u0085b'])(
  'a name with %j is refused, and no line of the log breaks (G8)',
  async (name) => {
    const department = await administrator.ask(addDepartment, { body: { name, parentId: null } });
    expect([400, 422]).toContain(department.status);
    const person = { email: 'n@northwind.example', firstName: name, lastName: 'N', departmentId: null };
    expect([400, 422]).toContain((await administrator.ask(addMember, { body: person })).status);
    await askServer(server, { method: 'GET', path: `/api/${encodeURIComponent(name)}` });
    // control characters would move a terminal that shows the log
    for (const line of logged.join('').trim().split('\n')) {
      expect(() => JSON.parse(line) as unknown).not.toThrow();
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }
  },
);

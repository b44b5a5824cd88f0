import { type Access, problems, type Route } from '@vigil/shared/contract';
import { readMe } from '@vigil/shared/people';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPeopleApp } from '../../../test/people-app.js';
import { Doorkeeper } from './doorkeeper.js';

let people: Awaited<ReturnType<typeof startPeopleApp>>;
beforeAll(async () => {
  people = await startPeopleApp();
});
afterAll(() => people.stop());

type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PATCH';
const sent = (method: Method, url: string, headers = {}, payload?: string) =>
  people.app
    .getHttpAdapter()
    .getInstance()
    .inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });

describe('every answer', () => {
  it.each([
    ['of a route', 'GET', '/health/live', 200, undefined],
    ['to HEAD, by the same door', 'HEAD', '/api/me', 401, undefined],
    ['to nobody in particular', 'GET', '/api/me', 401, problems.unauthenticated],
    ['where no route is', 'POST', '/api/nothing', 404, problems.notFound],
    ['to a method that no route takes', 'OPTIONS', '/api/me', 404, problems.notFound],
    ['to a name that is too long', 'GET', `/api/links/${'x'.repeat(201)}`, 404, problems.notFound],
    ['to an address that cannot be read', 'GET', '/api/%E0%A4%A', 400, problems.malformed],
    ['to what Fastify itself refuses', 'PATCH', '/api/me', 415, problems.unsupportedMedia],
  ] as const)(
    '%s has the headers of all, and its problem if it failed',
    async (_, method, url, status, problem) => {
      const headers = method === 'PATCH' ? { 'content-type': 'text/plain' } : {};
      const answer = await sent(method, url, headers, method === 'PATCH' ? 'locale=de' : undefined);
      expect(answer.statusCode).toBe(status);
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("default-src 'self'") as string,
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      });
      if (problem !== undefined) {
        expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
        expect(answer.json()).toMatchObject({ ...problem, requestId: answer.headers['x-request-id'] });
      }
    },
  );
});

it('has no door for a route that says not who may use it', () => {
  const access = JSON.parse('{"by":"whoever comes"}') as Access;
  const open: Route = { ...readMe, access };
  expect(() => people.app.get(Doorkeeper).doorOf(open)).toThrow('no access is declared');
});

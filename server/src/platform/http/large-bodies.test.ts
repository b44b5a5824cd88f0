import { EventEmitter } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { expect, it, vi } from 'vitest';
import { testConfig } from '../../../test/config.js';
import type { Authenticators } from '../auth/authenticators.js';
import { sessionCookieName } from '../auth/cookie.js';
import { LargeBodies, mostLargeAtOnce } from './large-bodies.js';

const config = testConfig({ appUrl: 'postgres://nobody', ownerUrl: 'postgres://nobody' } as never, 3_000);

it('counts nobody who left while it was asked who they are', async () => {
  const authenticateSession = () => Promise.resolve({ memberId: 'ada' });
  const bodies = new LargeBodies({ authenticateSession } as unknown as Authenticators, config);
  const send = vi.fn();
  const admit = (hasLeft: boolean) => {
    const request = {
      ...{ id: 'r', headers: { 'content-length': '2000000' }, raw: { socket: { destroyed: hasLeft } } },
      cookies: { [sessionCookieName(config)]: 'token' },
    };
    const reply = { raw: new EventEmitter(), header: () => reply, code: () => reply, send };
    return bodies.admit(request as unknown as FastifyRequest, reply as unknown as FastifyReply);
  };
  for (let i = 0; i < mostLargeAtOnce; i++) await admit(true);
  for (let i = 0; i < mostLargeAtOnce; i++) await admit(false);
  expect(send).not.toHaveBeenCalled();
});

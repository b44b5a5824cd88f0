import { Controller, RequestMapping } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { anyone, route } from '@vigil/shared/contract';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { Handlers } from './handlers.js';
import { Handles, implementedRoutes } from './handles.js';

const readWeather = route({
  method: 'GET',
  path: '/weather',
  summary: 'The weather',
  tag: 'test',
  access: anyone,
  response: z.string(),
});

@Controller()
class Weather {
  private readonly word = 'sunny';

  @Handles(readWeather)
  read() {
    return Promise.resolve(this.word);
  }

  /** No handler: nobody reaches it. */
  forecast() {
    return Promise.resolve('rain');
  }
}

@Controller()
class Backdoor {
  @RequestMapping({ path: '/backdoor' })
  open() {
    return 'open';
  }
}

async function handlersOf(controller: new () => object) {
  const module = Test.createTestingModule({
    imports: [DiscoveryModule],
    controllers: [controller],
    providers: [Handlers],
  });
  return (await module.compile()).get(Handlers);
}

it('finds the methods that handle a route, on their instances, and no others', async () => {
  const [handler, ...more] = (await handlersOf(Weather)).all();
  expect(more).toEqual([]);
  expect(handler?.route).toBe(readWeather);
  expect(implementedRoutes).toContain(readWeather);
  const call = { params: {}, query: {}, body: undefined, principal: { by: 'anyone' } } as const;
  const http = {
    ip: '',
    requestId: '',
    rawBody: Buffer.alloc(0),
    header: () => '',
    setHeader: () => undefined,
  };
  expect(await handler?.handle({ ...call, http })).toBe('sunny');
});

it('starts no server in which a method lets people in without a contract', async () => {
  const handlers = await handlersOf(Backdoor);
  expect(() => handlers.all()).toThrow('Backdoor.open is no route of a contract');
});

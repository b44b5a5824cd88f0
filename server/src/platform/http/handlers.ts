import { Injectable } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Route } from '@vigil/shared/contract';
import type { AnyCall } from './contract-call.js';
import { ROUTE } from './handles.js';

/** A method that handles a route, on the instance that Nest has made of its class. */
export interface Handler {
  readonly route: Route;
  readonly handle: (call: AnyCall) => Promise<unknown>;
}

type Method = (this: unknown, call: AnyCall) => Promise<unknown>;

/** Finds what `@Handles` has marked, on every controller of every module there is. */
@Injectable()
export class Handlers {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly methods: MetadataScanner,
  ) {}

  /** @throws Error where a method declares a way in by Nest's own decorators: it would have no access */
  all(): Handler[] {
    return this.discovery.getControllers().flatMap(({ instance }: { instance: object }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, Method>;
      return this.methods.getAllMethodNames(prototype).flatMap((name) => {
        const method = prototype[name];
        if (method === undefined) return [];
        if (Reflect.hasMetadata(METHOD_METADATA, method))
          throw new Error(`${instance.constructor.name}.${name} is no route of a contract: use @Handles`);
        const route = Reflect.getMetadata(ROUTE, method) as Route | undefined;
        return route === undefined ? [] : [{ route, handle: (call: AnyCall) => method.call(instance, call) }];
      });
    });
  }
}

import { SetMetadata } from '@nestjs/common';
import type { Route, RouteReply } from '@vigil/shared/contract';
import type { Call } from './call.js';
import type { Encoded } from './encoded.js';

/** Under which a method keeps the route that it handles. */
export const ROUTE = 'vigil:route';

/** Every route that some handler implements: what OpenAPI and the access matrix are made from. */
export const implementedRoutes = new Set<Route>();

/**
 * Makes a method the handler of a route: path, access, parsing and reply all come from the contract.
 * A method whose argument or reply does not fit the contract does not compile. The method itself stays as it is;
 * `serveRoutes` puts before and behind it what the contract says.
 */
export function Handles<R extends Route>(route: R) {
  implementedRoutes.add(route);
  return <M extends (call: Call<R>) => Promise<RouteReply<R> | Encoded<R>>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    SetMetadata(ROUTE, route)(target, key, descriptor);
  };
}

import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Route, RouteReply } from '@vigil/shared/contract';
import type { Call } from './call.js';

export const ROUTE = 'vigil:route';

/** Every route that some handler implements: what OpenAPI and the access matrix are made from. */
export const implementedRoutes = new Set<Route>();

/**
 * Makes a method the handler of a route: path, access, parsing and reply all come from the contract.
 * A method whose argument or reply does not fit the contract does not compile.
 */
export function Handles<R extends Route>(route: R) {
  implementedRoutes.add(route);
  return <M extends (call: Call<R>) => Promise<RouteReply<R>>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    applyDecorators(
      SetMetadata(ROUTE, route),
      RequestMapping({ path: route.path, method: RequestMethod[route.method] }),
      HttpCode(route.status ?? 200),
      ApiExcludeEndpoint(),
    )(target, key, descriptor);
  };
}

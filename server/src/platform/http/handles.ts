import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Route, RouteReply } from '@vigil/shared/contract';
import type { Call } from './call.js';
import { contractCall, type Exchange } from './contract-call.js';
import { Encoded } from './encoded.js';
import { Exports } from './exports.js';

export const ROUTE = 'vigil:route';

/** Every route that some handler implements: what OpenAPI and the access matrix are made from. */
export const implementedRoutes = new Set<Route>();

const exports = new Exports();
const isFile = ({ produces }: Route): boolean => produces?.startsWith('text/csv') === true;
function askerOf({ request }: Exchange): string {
  const principal = request.vigil?.principal;
  return principal?.by === 'session' ? principal.memberId : (principal?.by ?? 'nobody');
}

const Exchanged = createParamDecorator((_: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  return { request: http.getRequest(), reply: http.getResponse() };
});

/**
 * Makes a method the handler of a route: path, access, parsing and reply all come from the contract.
 * A method whose argument or reply does not fit the contract does not compile. It wraps the method rather than being an
 * interceptor, which would cost every request a chain of observables.
 */
export function Handles<R extends Route>(route: R) {
  implementedRoutes.add(route);
  return <M extends (call: Call<R>) => Promise<RouteReply<R> | Encoded<R>>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    const handle: unknown = descriptor.value;
    if (typeof handle !== 'function') return;
    const value = async function (this: unknown, exchange: Exchange): Promise<unknown> {
      const call = contractCall(route, exchange);
      const work = (): Promise<unknown> => Promise.resolve(handle.call(this, call));
      const answer = isFile(route) ? exports.make(askerOf(exchange), work) : work();
      const reply = await answer;
      return reply instanceof Encoded ? reply.answer(exchange) : route.response.parse(reply);
    };
    Object.assign(descriptor, { value });
    Exchanged()(target, key, 0);
    applyDecorators(
      SetMetadata(ROUTE, route),
      RequestMapping({ path: route.path, method: RequestMethod[route.method] }),
      HttpCode(route.status ?? 200),
      ApiExcludeEndpoint(),
    )(target, key, descriptor);
  };
}

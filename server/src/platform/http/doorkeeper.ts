import { Inject, Injectable } from '@nestjs/common';
import { type Access, problems, type Route } from '@vigil/shared/contract';
import type { FastifyRequest } from 'fastify';
import { Authenticators } from '../auth/authenticators.js';
import { displayCookieName, sessionCookieName } from '../auth/cookie.js';
import { Origins } from '../auth/origin.js';
import type { Principal } from '../auth/principal.js';
import { RUNNING_CONFIG, type RunningConfig } from '../config/config.js';
import { ProblemError } from './problem-error.js';

/** Says who asks. @throws ProblemError where nobody does whom the route lets in */
type Identify = (request: FastifyRequest) => Promise<Principal>;

/**
 * Lets whoever asks through to one route, as its access says, and notes on the request who that is.
 * @throws ProblemError for everybody else
 */
export type Door = (request: FastifyRequest) => Promise<Principal>;

/** Makes the door of each route, once, when the server is built. A route without an access that is known here has none. */
@Injectable()
export class Doorkeeper {
  private readonly cookie: string;
  private readonly displayCookie: string;

  constructor(
    private readonly authenticators: Authenticators,
    private readonly origins: Origins,
    @Inject(RUNNING_CONFIG) config: RunningConfig,
  ) {
    this.cookie = sessionCookieName(config);
    this.displayCookie = displayCookieName(config);
  }

  /** @throws Error where the route declares no access: the server does not start */
  doorOf(route: Route): Door {
    const identify = this.identityBy(route.access);
    const writesByCookie =
      route.method !== 'GET' && ['anyone', 'session', 'display'].includes(route.access.by);
    return async (request) => {
      // a cookie travels with forged requests too: writes must name our own origin
      if (writesByCookie && !this.origins.isOwn(request.headers.origin))
        throw new ProblemError(problems.foreignOrigin);
      const principal = await identify(request);
      // known before it is refused, so that the refusal can name who was refused
      request.asker = { principal, route };
      refuseOtherRoles(route.access, principal);
      return principal;
    };
  }

  private identityBy(access: Access): Identify {
    switch (access.by) {
      case 'anyone':
      case 'signature': {
        const nobody = Promise.resolve({ by: access.by });
        return () => nobody;
      }
      case 'session':
        return (request) =>
          known(request.cookies[this.cookie], (token) => this.authenticators.authenticateSession(token));
      case 'display':
        return (request) =>
          known(request.cookies[this.displayCookie], (token) =>
            this.authenticators.authenticateDisplay(token),
          );
      case 'service-key':
        return (request) => known(bearer(request), (key) => this.authenticators.authenticateServiceKey(key));
      case 'operator':
        return (request) =>
          known(bearer(request), async (token) =>
            (await this.authenticators.authenticateOperator(token)) ? { by: 'operator' } : null,
          );
      default:
        throw new Error(`no access is declared: ${JSON.stringify(access satisfies never)}`);
    }
  }
}

async function known(
  token: string | undefined,
  look: (token: string) => Promise<Principal | null>,
): Promise<Principal> {
  const principal = token === undefined ? null : await look(token);
  if (principal === null) throw new ProblemError(problems.unauthenticated);
  return principal;
}

function refuseOtherRoles(access: Access, principal: Principal): void {
  if (access.by !== 'session' || principal.by !== 'session' || !access.roles) return;
  if (!access.roles.includes(principal.role)) throw new ProblemError(problems.forbidden);
}

function bearer({ headers }: FastifyRequest): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,200})$/.exec(headers.authorization ?? '')?.[1];
}

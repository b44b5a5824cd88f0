import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Access, problems, type Route } from '@vigil/shared/contract';
import { Authenticators } from '../auth/authenticators.js';
import { displayCookieName, sessionCookieName } from '../auth/cookie.js';
import { Origins } from '../auth/origin.js';
import type { Principal } from '../auth/principal.js';
import { RUNNING_CONFIG, type RunningConfig } from '../config/config.js';
import type { VigilRequest } from './call.js';
import { ROUTE } from './handles.js';
import { ProblemError } from './problem-error.js';

/** Lets a request through only as its route's access says; a handler without a route is closed to everybody. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly cookie: string;
  private readonly displayCookie: string;

  constructor(
    private readonly reflector: Reflector,
    private readonly authenticators: Authenticators,
    private readonly origins: Origins,
    @Inject(RUNNING_CONFIG) config: RunningConfig,
  ) {
    this.cookie = sessionCookieName(config);
    this.displayCookie = displayCookieName(config);
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    // sockets declare and check their access in the realtime platform
    if (context.getType() !== 'http') return true;
    const route = this.reflector.get<Route | undefined>(ROUTE, context.getHandler());
    const request = context.switchToHttp().getRequest<VigilRequest>();
    if (route === undefined) throw new ProblemError(problems.notFound);
    return this.principal(route, request).then((principal) => {
      request.vigil = { principal, route };
      refuseOtherRoles(route.access, principal);
      return true;
    });
  }

  private async principal(route: Route, request: VigilRequest): Promise<Principal> {
    const access: Access = route.access;
    switch (access.by) {
      case 'anyone':
        this.refuseForeignWrite(route, request);
        return { by: 'anyone' };
      case 'signature':
        return { by: 'signature' };
      case 'session':
        this.refuseForeignWrite(route, request);
        return this.session(request);
      case 'display':
        this.refuseForeignWrite(route, request);
        return this.display(request);
      case 'service-key': {
        const key = bearer(request);
        const principal = key === null ? null : await this.authenticators.authenticateServiceKey(key);
        if (principal === null) throw new ProblemError(problems.unauthenticated);
        return principal;
      }
      case 'operator': {
        const token = bearer(request);
        if (token === null || !(await this.authenticators.authenticateOperator(token)))
          throw new ProblemError(problems.unauthenticated);
        return { by: 'operator' };
      }
    }
  }

  private async session(request: VigilRequest): Promise<Principal> {
    const token = request.cookies[this.cookie];
    const principal = token === undefined ? null : await this.authenticators.authenticateSession(token);
    if (principal === null) throw new ProblemError(problems.unauthenticated);
    return principal;
  }

  private async display(request: VigilRequest): Promise<Principal> {
    const token = request.cookies[this.displayCookie];
    const principal = token === undefined ? null : await this.authenticators.authenticateDisplay(token);
    if (principal === null) throw new ProblemError(problems.unauthenticated);
    return principal;
  }

  /** A cookie travels with forged requests too: writes must name our own origin. */
  private refuseForeignWrite(route: Route, request: VigilRequest): void {
    if (route.method !== 'GET' && !this.origins.isOwn(request.headers.origin))
      throw new ProblemError(problems.foreignOrigin);
  }
}

/** Comes after the principal is known to the request, so that the refusal can name who was refused. */
function refuseOtherRoles(access: Access, principal: Principal): void {
  if (access.by !== 'session' || principal.by !== 'session' || !access.roles) return;
  if (!access.roles.includes(principal.role)) throw new ProblemError(problems.forbidden);
}

function bearer(request: VigilRequest): string | null {
  const match = /^Bearer ([\x21-\x7e]{1,200})$/.exec(request.headers.authorization ?? '');
  return match?.[1] ?? null;
}

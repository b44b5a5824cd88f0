import { Injectable } from '@nestjs/common';
import type { DisplayPrincipal, ServicePrincipal, SessionPrincipal } from './principal.js';

export interface SessionAuthenticator {
  /** @param token the opaque value of the session cookie */
  authenticateSession(token: string): Promise<SessionPrincipal | null>;
}
export interface ServiceKeyAuthenticator {
  authenticateServiceKey(key: string): Promise<ServicePrincipal | null>;
}
export interface DisplayAuthenticator {
  /** @param token the opaque value of a screen's cookie */
  authenticateDisplay(token: string): Promise<DisplayPrincipal | null>;
}
export interface OperatorAuthenticator {
  authenticateOperator(token: string): Promise<boolean>;
}

/** Where features that know identities register themselves; the platform asks here and knows no feature. */
@Injectable()
export class Authenticators {
  private session: SessionAuthenticator | null = null;
  private serviceKey: ServiceKeyAuthenticator | null = null;
  private display: DisplayAuthenticator | null = null;
  private operator: OperatorAuthenticator | null = null;

  registerSession(authenticator: SessionAuthenticator): void {
    this.session = authenticator;
  }

  registerServiceKey(authenticator: ServiceKeyAuthenticator): void {
    this.serviceKey = authenticator;
  }

  registerDisplay(authenticator: DisplayAuthenticator): void {
    this.display = authenticator;
  }

  registerOperator(authenticator: OperatorAuthenticator): void {
    this.operator = authenticator;
  }

  authenticateSession(token: string): Promise<SessionPrincipal | null> {
    return this.session?.authenticateSession(token) ?? Promise.resolve(null);
  }

  async authenticateServiceKey(key: string): Promise<ServicePrincipal | null> {
    return (await this.serviceKey?.authenticateServiceKey(key)) ?? null;
  }

  async authenticateDisplay(token: string): Promise<DisplayPrincipal | null> {
    return (await this.display?.authenticateDisplay(token)) ?? null;
  }

  async authenticateOperator(token: string): Promise<boolean> {
    return (await this.operator?.authenticateOperator(token)) ?? false;
  }
}

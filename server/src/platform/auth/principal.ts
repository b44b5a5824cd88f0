import type { Access, Role } from '@vigil/shared/contract';

/** A signed-in member, as the session was found at the start of the request. */
export interface SessionPrincipal {
  readonly by: 'session';
  readonly sessionId: string;
  readonly memberId: string;
  readonly role: Role;
  readonly departmentId: string | null;
}
/** A machine with a service key. */
export interface ServicePrincipal {
  readonly by: 'service-key';
  readonly sourceId: string;
  readonly kinds: ReadonlySet<string>;
}
export interface NobodyPrincipal {
  readonly by: 'anyone' | 'signature' | 'operator';
}
export type Principal = SessionPrincipal | ServicePrincipal | NobodyPrincipal;

/** Who a handler meets, given what its route declares. */
export type PrincipalOf<A extends Access> =
  Extract<Principal, { by: A['by'] }> extends never ? NobodyPrincipal : Extract<Principal, { by: A['by'] }>;

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
/** A screen on a wall. It stands for no person, and sees what everybody who passes may see. */
export interface DisplayPrincipal {
  readonly by: 'display';
  /** The link that opened it. */
  readonly displayId: string;
  readonly screenId: string;
}
export interface NobodyPrincipal {
  readonly by: 'anyone' | 'signature' | 'operator';
}
export type Principal = SessionPrincipal | ServicePrincipal | DisplayPrincipal | NobodyPrincipal;
/** Who can be behind a socket. */
export type SocketPrincipal = SessionPrincipal | DisplayPrincipal;

/** Who a handler meets, given what its route declares. */
export type PrincipalOf<A extends Access> =
  Extract<Principal, { by: A['by'] }> extends never ? NobodyPrincipal : Extract<Principal, { by: A['by'] }>;

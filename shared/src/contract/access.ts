/** What a member may be. `leader` leads the departments named in their leaderships, and everything below those. */
export const roles = ['employee', 'leader', 'security', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** What a service key may do; a key also names the behaviour kinds it may state. */
export type ServiceScope = 'behaviours.write';

/**
 * Who may use a route or a socket event. There is no default: a contract without an access does not compile.
 * - `anyone`: no identity needed (sign-in, health)
 * - `session`: a signed-in member, narrowed to roles where given
 * - `service-key`: a machine with a bearer key that holds the scope
 * - `signature`: the request proves itself by a signature over its body (webhooks)
 * - `display`: a screen on a wall, opened by a display link; nobody's session
 * - `operator`: somebody with access to the installation itself (metrics, verify)
 */
export type Access =
  | { readonly by: 'anyone' }
  | { readonly by: 'session'; readonly roles?: readonly Role[] }
  | { readonly by: 'service-key'; readonly scope: ServiceScope }
  | { readonly by: 'signature' }
  | { readonly by: 'display' }
  | { readonly by: 'operator' };

export const anyone = { by: 'anyone' } as const satisfies Access;
export const signedIn = { by: 'session' } as const satisfies Access;
export const bySignature = { by: 'signature' } as const satisfies Access;
export const displayOnly = { by: 'display' } as const satisfies Access;
export const operatorOnly = { by: 'operator' } as const satisfies Access;
export const byServiceKey = (scope: ServiceScope) => ({ by: 'service-key', scope }) as const;
/** Signed-in members who hold one of the roles; administrators are named like everybody else, never implied. */
export const only = (...allowed: readonly Role[]) => ({ by: 'session', roles: allowed }) as const;

import { hash, randomBytes } from 'node:crypto';

/** A secret for its holder alone, and the only form of it that is kept. */
export interface IssuedToken {
  /** 32 random bytes, base64url. */
  readonly token: string;
  readonly hash: Buffer;
}

export function issueToken(): IssuedToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: tokenHash(token) };
}

/** SHA-256; a token is random enough that a slow hash would add nothing. */
export function tokenHash(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** The same in digits: many of them are looked up in one statement. */
export function tokenHex(token: string): string {
  return hash('sha256', token, 'hex');
}

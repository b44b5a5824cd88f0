import { createHmac } from 'node:crypto';

/** The bearer token of who runs the installation: derived, so that it need not be stored. @param secretKey 32 bytes in hex */
export function operatorToken(secretKey: string): string {
  return createHmac('sha256', Buffer.from(secretKey, 'hex')).update('vigil operator').digest('hex');
}

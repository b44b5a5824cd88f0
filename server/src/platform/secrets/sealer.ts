import { Inject, Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { RUNNING_CONFIG, type RunningConfig } from '../config/config.js';

const ivBytes = 12;
const tagBytes = 16;

/** Sealed bytes cannot be opened: the server's key has changed, they were altered, or they belong elsewhere. */
export class SealBroken extends Error {}

/**
 * Keeps secrets that the server must be able to read again, by AES-256-GCM under a key derived from the server's own.
 * What is sealed for one purpose opens for no other.
 */
@Injectable()
export class Sealer {
  private readonly sealingKey: Buffer;
  private readonly markingKey: Buffer;

  constructor(@Inject(RUNNING_CONFIG) config: Pick<RunningConfig, 'secretKey'>) {
    const secret = Buffer.from(config.secretKey, 'hex');
    const derived = (info: string) => Buffer.from(hkdfSync('sha256', secret, '', `vigil ${info}`, 32));
    this.sealingKey = derived('seal');
    this.markingKey = derived('mark');
  }

  /** @param purpose what the secret belongs to, say the id of a source */
  seal(secret: string, purpose: string): Buffer {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.sealingKey, iv).setAAD(Buffer.from(purpose));
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]);
  }

  /** @throws SealBroken */
  open(sealed: Buffer, purpose: string): string {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.sealingKey, sealed.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
      const text = Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
      return text.toString('utf8');
    } catch {
      throw new SealBroken('a sealed secret cannot be opened with this SECRET_KEY');
    }
  }

  /** A mark by which equal content is known again, and which nobody can guess content from. 32 bytes. */
  mark(content: Buffer | string): Buffer {
    return createHmac('sha256', this.markingKey).update(content).digest();
  }
}

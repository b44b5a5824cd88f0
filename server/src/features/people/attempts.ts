import { Inject, Injectable } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { RUNNING_CONFIG, type RunningConfig } from '../../platform/config/config.js';
import { ProblemError } from '../../platform/http/problem-error.js';

const windowSeconds = 15 * 60;
/** Whatever the address they come from. */
export const triesPerAccount = 10;
/** A whole office may share one address, so this is wide; tries that turn out right are given back. */
export const triesPerAddress = 300;

/**
 * Counts tries at passwords in PostgreSQL, for all processes together, before anything is evaluated.
 * Accounts and addresses are kept as keyed hashes only.
 */
@Injectable()
export class Attempts {
  private readonly accounts: RateLimiterPostgres;
  private readonly addresses: RateLimiterPostgres;
  private readonly key: string;

  constructor(source: DataSource, @Inject(RUNNING_CONFIG) config: RunningConfig) {
    this.key = config.secretKey;
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterPostgres({
        storeClient: source,
        storeType: 'typeorm',
        tableName: 'rate_limit',
        tableCreated: true,
        keyPrefix,
        points,
        duration: windowSeconds,
      });
    this.accounts = limiter('account', triesPerAccount);
    this.addresses = limiter('address', triesPerAddress);
  }

  /** Counts one try. @throws ProblemError too-many, before anything of the try was looked at */
  async count(account: string, ip: string): Promise<void> {
    // one after the other: a flood from one address must not use up everybody's accounts
    await this.consume(this.addresses, network(ip));
    await this.consume(this.accounts, account);
  }

  /** Counts a request that names no account to guess at. @throws ProblemError too-many */
  async countAddress(ip: string): Promise<void> {
    await this.consume(this.addresses, network(ip));
  }

  /** The try was right: the account starts afresh. */
  async forgive(account: string, ip: string): Promise<void> {
    await Promise.all([
      this.accounts.delete(this.hashed(account)),
      this.addresses.reward(this.hashed(network(ip)), 1),
    ]);
  }

  private async consume(limiter: RateLimiterPostgres, name: string): Promise<void> {
    try {
      await limiter.consume(this.hashed(name));
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      throw new ProblemError(problems.tooMany, { retryAfterSeconds: Math.ceil(reason.msBeforeNext / 1_000) });
    }
  }

  private hashed(name: string): string {
    return createHmac('sha256', this.key).update(name).digest('base64url');
  }
}

/** One household or office holds a whole /64 of IPv6: its addresses count as one. */
function network(ip: string): string {
  if (!isIPv6(ip) || ip.includes('.')) return ip;
  const [head = '', tail] = ip.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(8 - groups.length - rest.length).fill('0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}

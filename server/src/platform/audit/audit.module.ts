import { Global, Module } from '@nestjs/common';
import { AuditLog } from './audit-log.js';
import { Looks } from './looks.js';
import { Refusals } from './refusals.js';

/** What privileged people did, what they were refused, and at whose data they looked. */
@Global()
@Module({ providers: [AuditLog, Looks, Refusals], exports: [AuditLog, Looks, Refusals] })
export class AuditModule {}

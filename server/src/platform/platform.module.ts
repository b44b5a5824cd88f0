import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { timingSafeEqual } from 'node:crypto';
import { AuditModule } from './audit/audit.module.js';
import { Authenticators } from './auth/authenticators.js';
import { Origins } from './auth/origin.js';
import { Clock } from './clock/clock.js';
import { DatabaseTime } from './clock/database-time.js';
import { Closing } from './closing/closing.js';
import { RUNNING_CONFIG, type RunningConfig } from './config/config.js';
import { DbModule } from './db/db.module.js';
import { Doorkeeper } from './http/doorkeeper.js';
import { Failures } from './http/failures.js';
import { Handlers } from './http/handlers.js';
import { LargeBodies } from './http/large-bodies.js';
import { Routes } from './http/routes.js';
import { Log } from './logging/log.js';
import { Metrics } from './ops/metrics.js';
import { operatorToken } from './ops/operator-token.js';
import { OpsController } from './ops/ops.controller.js';
import { Readiness } from './ops/readiness.js';
import { OutboxModule } from './outbox/outbox.module.js';

/** Everything technical that features stand on. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: RunningConfig, log: Log): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DiscoveryModule, DbModule, AuditModule, OutboxModule],
      controllers: [OpsController],
      providers: [
        { provide: RUNNING_CONFIG, useValue: config },
        { provide: Log, useValue: log },
        { provide: Authenticators, useFactory: () => authenticatorsWithOperator(config) },
        Origins,
        Clock,
        DatabaseTime,
        Closing,
        Metrics,
        Readiness,
        Doorkeeper,
        LargeBodies,
        Handlers,
        Routes,
        Failures,
      ],
      exports: [RUNNING_CONFIG, Log, Authenticators, Origins, Clock, Closing, Metrics, Readiness],
    };
  }
}

function authenticatorsWithOperator(config: RunningConfig): Authenticators {
  const authenticators = new Authenticators();
  const expected = Buffer.from(operatorToken(config.secretKey));
  authenticators.registerOperator({
    authenticateOperator: (token) => {
      const given = Buffer.from(token);
      return Promise.resolve(given.length === expected.length && timingSafeEqual(given, expected));
    },
  });
  return authenticators;
}

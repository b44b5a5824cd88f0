import { Global, Module } from '@nestjs/common';
import { Realtime } from './realtime.js';
import { SocketLimits } from './socket-limits.js';
import { UpgradeGate } from './upgrade-gate.js';

/** Live messages for everybody: inject `Realtime`. */
@Global()
@Module({ providers: [SocketLimits, UpgradeGate, Realtime], exports: [Realtime] })
export class RealtimeModule {}

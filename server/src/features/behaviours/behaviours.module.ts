import { Module } from '@nestjs/common';
import { BadgesModule } from '../badges/badges.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PointsModule } from '../points/points.module.js';
import { BehavioursService } from './behaviours.service.js';
import { BehavioursStore } from './behaviours.store.js';
import { LedgerWriter } from './ledger-writer.js';
import { ReversalsService } from './reversals.service.js';

/** Records what members brought about, and takes it back where it was wrong. */
@Module({
  imports: [PeopleModule, PointsModule, BadgesModule],
  providers: [BehavioursService, BehavioursStore, LedgerWriter, ReversalsService],
  exports: [BehavioursService, BehavioursStore, ReversalsService],
})
export class BehavioursModule {}

import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { CoinsStore } from './coins.store.js';
import { PointsController } from './points.controller.js';
import { PointsReadModel } from './points.read-model.js';
import { PointsStore } from './points.store.js';
import { RulesetsStore } from './rulesets.store.js';
import { ScoringBookStore } from './scoring-book.store.js';
import { LedgerBlocksStore } from './seal/ledger-blocks.store.js';
import { LedgerSealer } from './seal/ledger-sealer.js';
import { SealSweep } from './seal/seal-sweep.js';

/** The rules, the ledger and its seal, the balances. */
@Module({
  imports: [PeopleModule],
  controllers: [PointsController],
  providers: [
    PointsStore,
    CoinsStore,
    ScoringBookStore,
    RulesetsStore,
    PointsReadModel,
    LedgerBlocksStore,
    LedgerSealer,
    SealSweep,
  ],
  exports: [PointsStore, CoinsStore, ScoringBookStore, RulesetsStore, PointsReadModel],
})
export class PointsModule {}

import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { PointsController } from './points.controller.js';
import { PointsReadModel } from './points.read-model.js';
import { PointsStore } from './points.store.js';
import { RulesetsStore } from './rulesets.store.js';
import { ScoringBookStore } from './scoring-book.store.js';

/** The rules, the ledger and the balances. */
@Module({
  imports: [PeopleModule],
  controllers: [PointsController],
  providers: [PointsStore, ScoringBookStore, RulesetsStore, PointsReadModel],
  exports: [PointsStore, ScoringBookStore, RulesetsStore, PointsReadModel],
})
export class PointsModule {}

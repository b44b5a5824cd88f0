import { Module } from '@nestjs/common';
import { BehavioursModule } from '../behaviours/behaviours.module.js';
import { BadgesModule } from '../badges/badges.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PointsModule } from '../points/points.module.js';
import { HeldEntriesStore } from './held-entries.store.js';
import { RecordedFactsStore } from './recorded-facts.store.js';
import { RecountNotices } from './recount-notices.js';
import { ReplayService } from './replay.service.js';
import { RescoreRunner } from './rescore-runner.js';
import { RescoreWriter } from './rescore-writer.js';
import { RescoresController } from './rescores.controller.js';
import { RescoresService } from './rescores.service.js';
import { RescoresStore } from './rescores.store.js';
import { RulesController } from './rules.controller.js';
import { RulesReadModel } from './rules.read-model.js';
import { RulesService } from './rules.service.js';
import { RulesStore } from './rules.store.js';

/** How the rules are set: revisions, replays before one is published, and weeks that are counted again. */
@Module({
  imports: [NoticesModule, PeopleModule, PointsModule, BehavioursModule, BadgesModule],
  controllers: [RulesController, RescoresController],
  providers: [
    HeldEntriesStore,
    RecordedFactsStore,
    RecountNotices,
    ReplayService,
    RescoreRunner,
    RescoreWriter,
    RescoresService,
    RescoresStore,
    RulesReadModel,
    RulesService,
    RulesStore,
  ],
  exports: [RulesService, RescoresService, RescoreRunner],
})
export class RulesModule {}

import { Module } from '@nestjs/common';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PointsModule } from '../points/points.module.js';
import { CatalogueService } from './catalogue.service.js';
import { ManagedRewardsController } from './managed-rewards.controller.js';
import { RequestLimit } from './request-limit.js';
import { RequestsService } from './requests.service.js';
import { RewardNotices } from './reward-notices.js';
import { RequestsStore } from './requests.store.js';
import { RewardsController } from './rewards.controller.js';
import { RewardsReadModel } from './rewards.read-model.js';
import { RewardsStore } from './rewards.store.js';

/** What coins buy: the catalogue, requests and their answers, and every coin's way. */
@Module({
  imports: [NoticesModule, PeopleModule, PointsModule],
  controllers: [RewardsController, ManagedRewardsController],
  providers: [
    CatalogueService,
    RequestLimit,
    RequestsService,
    RequestsStore,
    RewardNotices,
    RewardsReadModel,
    RewardsStore,
  ],
})
export class RewardsModule {}

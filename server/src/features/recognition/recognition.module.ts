import { Module } from '@nestjs/common';
import { RealtimeModule } from '../../platform/realtime/realtime.module.js';
import { Sealer } from '../../platform/secrets/sealer.js';
import { BadgesModule } from '../badges/badges.module.js';
import { BehavioursModule } from '../behaviours/behaviours.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PointsModule } from '../points/points.module.js';
import { AllowancesStore } from './allowances.store.js';
import { Colleagues } from './colleagues.js';
import { GivingService } from './giving.service.js';
import { PatternsReadModel } from './patterns.read-model.js';
import { ReactionsStore } from './reactions.store.js';
import { RecognitionController } from './recognition.controller.js';
import { RecognitionGateway } from './recognition.gateway.js';
import { RecognitionMeasure } from './recognition-measure.js';
import { RecognitionNotices } from './recognition-notices.js';
import { RecognitionStaffController } from './recognition-staff.controller.js';
import { RecognitionsStore } from './recognitions.store.js';
import { TeamsToThank } from './teams-to-thank.js';
import { ThanksStore } from './thanks.store.js';
import { WallReadModel } from './wall.read-model.js';
import { WeighingService } from './weighing.service.js';
import { WeighingSweep } from './weighing-sweep.js';

/** Recognition: given within an allowance, shown as people chose, weighed once a week. */
@Module({
  imports: [RealtimeModule, NoticesModule, PeopleModule, PointsModule, BadgesModule, BehavioursModule],
  controllers: [RecognitionController, RecognitionStaffController],
  providers: [
    AllowancesStore,
    Colleagues,
    GivingService,
    PatternsReadModel,
    ReactionsStore,
    RecognitionGateway,
    RecognitionMeasure,
    RecognitionNotices,
    RecognitionsStore,
    Sealer,
    TeamsToThank,
    ThanksStore,
    WallReadModel,
    WeighingService,
    WeighingSweep,
  ],
  exports: [Colleagues, TeamsToThank, WallReadModel],
})
export class RecognitionModule {}

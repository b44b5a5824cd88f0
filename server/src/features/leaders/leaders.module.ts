import { Module } from '@nestjs/common';
import { BehavioursModule } from '../behaviours/behaviours.module.js';
import { CorrectionsModule } from '../corrections/corrections.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RecognitionModule } from '../recognition/recognition.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { GivenTimeController } from './given-time.controller.js';
import { GivenTimeNotices } from './given-time-notices.js';
import { GivenTimeService } from './given-time.service.js';
import { GivenTimeStore } from './given-time.store.js';
import { LeadersController } from './leaders.controller.js';
import { LeadersReadModel } from './leaders.read-model.js';
import { SpotlightNotices } from './spotlight-notices.js';
import { SpotlightsController } from './spotlights.controller.js';
import { SpotlightsService } from './spotlights.service.js';
import { SpotlightsStore } from './spotlights.store.js';
import { ToThankReadModel } from './to-thank.read-model.js';

/** Leaders go first: their cards, whom they could thank, the lights that they grant, and the time that they give. */
@Module({
  imports: [
    NoticesModule,
    PeopleModule,
    BehavioursModule,
    CorrectionsModule,
    ReportsModule,
    RecognitionModule,
  ],
  controllers: [LeadersController, SpotlightsController, GivenTimeController],
  providers: [
    ...[LeadersReadModel, SpotlightNotices, SpotlightsService, SpotlightsStore, ToThankReadModel],
    ...[GivenTimeService, GivenTimeStore, GivenTimeNotices],
  ],
})
export class LeadersModule {}

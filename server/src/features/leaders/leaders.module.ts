import { Module } from '@nestjs/common';
import { BehavioursModule } from '../behaviours/behaviours.module.js';
import { CorrectionsModule } from '../corrections/corrections.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RecognitionModule } from '../recognition/recognition.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { LeadersController } from './leaders.controller.js';
import { LeadersReadModel } from './leaders.read-model.js';
import { SpotlightNotices } from './spotlight-notices.js';
import { SpotlightsController } from './spotlights.controller.js';
import { SpotlightsService } from './spotlights.service.js';
import { SpotlightsStore } from './spotlights.store.js';
import { ToThankReadModel } from './to-thank.read-model.js';

/** Leaders go first: their cards, whom they could thank, and the lights that they grant. */
@Module({
  imports: [
    NoticesModule,
    PeopleModule,
    BehavioursModule,
    CorrectionsModule,
    ReportsModule,
    RecognitionModule,
  ],
  controllers: [LeadersController, SpotlightsController],
  providers: [LeadersReadModel, SpotlightNotices, SpotlightsService, SpotlightsStore, ToThankReadModel],
})
export class LeadersModule {}

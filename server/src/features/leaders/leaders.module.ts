import { Module } from '@nestjs/common';
import { BehavioursModule } from '../behaviours/behaviours.module.js';
import { CorrectionsModule } from '../corrections/corrections.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RecognitionModule } from '../recognition/recognition.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { LeadersController } from './leaders.controller.js';
import { LeadersReadModel } from './leaders.read-model.js';
import { SpotlightsController } from './spotlights.controller.js';
import { SpotlightsService } from './spotlights.service.js';
import { SpotlightsStore } from './spotlights.store.js';
import { ToThankReadModel } from './to-thank.read-model.js';

/** Leaders go first: their cards, whom they could thank, and the lights that they grant. */
@Module({
  imports: [PeopleModule, BehavioursModule, CorrectionsModule, ReportsModule, RecognitionModule],
  controllers: [LeadersController, SpotlightsController],
  providers: [LeadersReadModel, SpotlightsService, SpotlightsStore, ToThankReadModel],
})
export class LeadersModule {}

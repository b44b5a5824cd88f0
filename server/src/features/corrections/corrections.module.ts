import { Module } from '@nestjs/common';
import { BehavioursModule } from '../behaviours/behaviours.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PointsModule } from '../points/points.module.js';
import { SimulationsModule } from '../simulations/simulations.module.js';
import { CorrectionsController } from './corrections.controller.js';
import { DisputesController } from './disputes.controller.js';
import { DisputesReadModel } from './disputes.read-model.js';
import { DisputesService } from './disputes.service.js';
import { DisputesStore } from './disputes.store.js';
import { QuestionNotices } from './question-notices.js';

/** What was wrong is put right: reversals with a reason, questions and their answers. */
@Module({
  imports: [BehavioursModule, NoticesModule, PeopleModule, PointsModule, SimulationsModule],
  controllers: [CorrectionsController, DisputesController],
  providers: [DisputesService, DisputesStore, DisputesReadModel, QuestionNotices],
  exports: [DisputesReadModel, DisputesService],
})
export class CorrectionsModule {}

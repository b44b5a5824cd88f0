import { Module } from '@nestjs/common';
import { BehavioursModule } from '../behaviours/behaviours.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PointsModule } from '../points/points.module.js';
import { StreaksModule } from '../streaks/streaks.module.js';
import { ChecksStore } from './checks.store.js';
import { DailyCheckController } from './daily-check.controller.js';
import { DailyCheckService } from './daily-check.service.js';
import { QuestionsService } from './questions.service.js';
import { QuestionsStore } from './questions.store.js';

/** One question a working day, under a minute. */
@Module({
  imports: [PeopleModule, PointsModule, StreaksModule, BehavioursModule],
  controllers: [DailyCheckController],
  providers: [ChecksStore, DailyCheckService, QuestionsService, QuestionsStore],
  exports: [DailyCheckService, QuestionsStore],
})
export class DailyCheckModule {}

import { Module } from '@nestjs/common';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { LeaveStore } from './leave.store.js';
import { LivesReadModel } from './lives.read-model.js';
import { Pulse } from './pulse.js';
import { StreakNotices } from './streak-notices.js';
import { StreaksController } from './streaks.controller.js';
import { WorkCalendarsStore } from './work-calendars.store.js';

/** Lamps that stay on: streaks by working day and by week, read out of facts. */
@Module({
  imports: [NoticesModule, PeopleModule],
  controllers: [StreaksController],
  providers: [LeaveStore, LivesReadModel, Pulse, StreakNotices, WorkCalendarsStore],
  exports: [LivesReadModel],
})
export class StreaksModule {}

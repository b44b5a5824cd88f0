import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { LeaveStore } from './leave.store.js';
import { LivesReadModel } from './lives.read-model.js';
import { Pulse } from './pulse.js';
import { StreaksController } from './streaks.controller.js';
import { WorkCalendarsStore } from './work-calendars.store.js';

/** Lamps that stay on: streaks by working day and by week, read out of facts. */
@Module({
  imports: [PeopleModule],
  controllers: [StreaksController],
  providers: [LeaveStore, LivesReadModel, Pulse, WorkCalendarsStore],
  exports: [LivesReadModel],
})
export class StreaksModule {}

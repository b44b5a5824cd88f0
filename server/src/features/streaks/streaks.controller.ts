import { Controller } from '@nestjs/common';
import { dayOf } from '@vigil/shared/calendar';
import { problems, type RouteReply } from '@vigil/shared/contract';
import {
  dayFreezes,
  enterLeave,
  freezesHeld,
  holidayChoice,
  leaveTooMuch,
  listMyLeave,
  litToNextFreeze,
  readMyStreaks,
  readWorkCalendar,
  removeLeave,
  streaksOf,
  updateWorkCalendar,
} from '@vigil/shared/streaks';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { LeaveStore } from './leave.store.js';
import { LivesReadModel } from './lives.read-model.js';
import { WorkCalendarsStore } from './work-calendars.store.js';

/** My streaks, and what keeps them: working days, public holidays, time away. Nobody else sees any of it. */
@Controller()
export class StreaksController {
  constructor(
    private readonly database: Database,
    private readonly lives: LivesReadModel,
    private readonly leave: LeaveStore,
    private readonly calendars: WorkCalendarsStore,
    private readonly clock: Clock,
  ) {}

  @Handles(readMyStreaks)
  async streaks({ principal }: Call<typeof readMyStreaks>): Promise<RouteReply<typeof readMyStreaks>> {
    const life = await this.lives.life(this.database, principal.memberId);
    const { days, weeks, today, recent } = streaksOf(life, this.clock.nowMs());
    return {
      today,
      days,
      weeks,
      recent: [...recent],
      freezes: {
        held: freezesHeld(days, dayFreezes),
        mostHeld: dayFreezes.mostHeld,
        litToNext: litToNextFreeze(days, dayFreezes),
      },
    };
  }

  @Handles(listMyLeave)
  async listLeave({ principal }: Call<typeof listMyLeave>) {
    return { items: await this.leave.of(this.database, principal.memberId) };
  }

  @Handles(enterLeave)
  async enter({ principal, body }: Call<typeof enterLeave>) {
    const entered = await this.database.transaction((tx) => this.leave.add(tx, principal.memberId, body));
    if (entered === null) throw new ProblemError(leaveTooMuch);
    return entered;
  }

  @Handles(removeLeave)
  async remove({ principal, params }: Call<typeof removeLeave>): Promise<undefined> {
    if (!(await this.leave.remove(this.database, principal.memberId, params.leaveId)))
      throw new ProblemError(problems.notFound);
  }

  @Handles(readWorkCalendar)
  async calendar({ principal }: Call<typeof readWorkCalendar>) {
    return this.calendarOf(principal.memberId);
  }

  @Handles(updateWorkCalendar)
  async choose({ principal, body }: Call<typeof updateWorkCalendar>) {
    const { memberId } = principal;
    const { zones } = await this.lives.rest(this.database, memberId);
    const fromDay = dayOf(this.clock.nowMs(), { timeZone: zones.at(-1)?.timeZone ?? 'UTC' });
    await this.calendars.choose(this.database, memberId, { fromDay, ...body });
    return this.calendarOf(memberId);
  }

  private async calendarOf(memberId: string): Promise<RouteReply<typeof readWorkCalendar>> {
    const chosen = (await this.calendars.of(this.database, memberId)).at(-1);
    const standard = await this.lives.standard(this.database, memberId);
    const { workingDays = null, holidays = null } = chosen ?? {};
    return { workingDays, holidays: holidayChoice.parse(holidays), standard };
  }
}

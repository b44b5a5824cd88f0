import { Controller } from '@nestjs/common';
import { listLeaders, listPeopleToThank } from '@vigil/shared/leaders';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { LeadersReadModel } from './leaders.read-model.js';
import { ToThankReadModel } from './to-thank.read-model.js';

/** Those who go first, and whom they could thank. */
@Controller()
export class LeadersController {
  constructor(
    private readonly database: Database,
    private readonly leaders: LeadersReadModel,
    private readonly toThank: ToThankReadModel,
  ) {}

  @Handles(listLeaders)
  async cards(_: Call<typeof listLeaders>) {
    return { items: await this.leaders.cards(this.database) };
  }

  @Handles(listPeopleToThank)
  async people({ principal }: Call<typeof listPeopleToThank>) {
    return { items: await this.toThank.read(this.database, principal.memberId) };
  }
}

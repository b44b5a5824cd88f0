import { Controller } from '@nestjs/common';
import { listSeasons, readMySeason, readSeason } from '@vigil/shared/seasons';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { SeasonsReadModel } from './seasons.read-model.js';

/** Seasons and their archive; my own season only for me. */
@Controller()
export class SeasonsController {
  constructor(private readonly seasons: SeasonsReadModel) {}

  @Handles(listSeasons)
  async list(_: Call<typeof listSeasons>) {
    return { items: await this.seasons.list() };
  }

  @Handles(readSeason)
  read({ params }: Call<typeof readSeason>) {
    return this.seasons.one(params.seasonKey);
  }

  @Handles(readMySeason)
  mine({ params, principal }: Call<typeof readMySeason>) {
    return this.seasons.mine(params.seasonKey, principal.memberId);
  }
}

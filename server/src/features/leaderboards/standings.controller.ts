import { Controller } from '@nestjs/common';
import { readDivisions, readTrend, updateDivisions } from '@vigil/shared/leaderboards';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { DivisionsService } from './divisions.service.js';
import { SeasonTrend } from './season-trend.js';

/** Standings of departments over time, and how they are divided by size. */
@Controller()
export class StandingsController {
  constructor(
    private readonly trend: SeasonTrend,
    private readonly divisions: DivisionsService,
  ) {}

  @Handles(readTrend)
  season({ query }: Call<typeof readTrend>) {
    return this.trend.read(query.season);
  }

  @Handles(readDivisions)
  limits(_: Call<typeof readDivisions>) {
    return this.divisions.read();
  }

  @Handles(updateDivisions)
  setLimits({ body, principal }: Call<typeof updateDivisions>) {
    return this.divisions.update(principal, body);
  }
}

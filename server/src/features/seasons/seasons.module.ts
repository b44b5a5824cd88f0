import { Module } from '@nestjs/common';
import { ChallengesModule } from '../challenges/challenges.module.js';
import { LeaderboardsModule } from '../leaderboards/leaderboards.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { StreaksModule } from '../streaks/streaks.module.js';
import { MySeasonStore } from './my-season.store.js';
import { SeasonNotices } from './season-notices.js';
import { SeasonSweep } from './season-sweep.js';
import { SeasonsController } from './seasons.controller.js';
import { SeasonsReadModel } from './seasons.read-model.js';
import { SeasonsService } from './seasons.service.js';
import { SeasonsStore } from './seasons.store.js';

/** Seasons: closed once, kept in an archive, and in five numbers for everybody themselves. */
@Module({
  imports: [PeopleModule, NoticesModule, StreaksModule, LeaderboardsModule, ChallengesModule],
  controllers: [SeasonsController],
  providers: [MySeasonStore, SeasonNotices, SeasonSweep, SeasonsReadModel, SeasonsService, SeasonsStore],
})
export class SeasonsModule {}

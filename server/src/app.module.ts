import { type DynamicModule, Module } from '@nestjs/common';
import { AdminModule } from './features/admin/admin.module.js';
import { BadgesModule } from './features/badges/badges.module.js';
import { BehavioursModule } from './features/behaviours/behaviours.module.js';
import { ChallengesModule } from './features/challenges/challenges.module.js';
import { CorrectionsModule } from './features/corrections/corrections.module.js';
import { DailyCheckModule } from './features/daily-check/daily-check.module.js';
import { IngestionModule } from './features/ingestion/ingestion.module.js';
import { LeaderboardsModule } from './features/leaderboards/leaderboards.module.js';
import { NoticesModule } from './features/notices/notices.module.js';
import { LeadersModule } from './features/leaders/leaders.module.js';
import { PeopleModule } from './features/people/people.module.js';
import { PointsModule } from './features/points/points.module.js';
import { RecognitionModule } from './features/recognition/recognition.module.js';
import { ReportsModule } from './features/reports/reports.module.js';
import { RewardsModule } from './features/rewards/rewards.module.js';
import { RulesModule } from './features/rules/rules.module.js';
import { SeasonsModule } from './features/seasons/seasons.module.js';
import { SimulationsModule } from './features/simulations/simulations.module.js';
import { StreaksModule } from './features/streaks/streaks.module.js';
import { WallModule } from './features/wall/wall.module.js';
import type { RunningConfig } from './platform/config/config.js';
import type { Log } from './platform/logging/log.js';
import { PlatformModule } from './platform/platform.module.js';

/** Vigil: the platform, then the features in pipeline order. */
@Module({})
export class AppModule {
  static forRoot(config: RunningConfig, log: Log): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(config, log),
        PeopleModule,
        NoticesModule,
        PointsModule,
        StreaksModule,
        BadgesModule,
        BehavioursModule,
        RulesModule,
        SimulationsModule,
        CorrectionsModule,
        IngestionModule,
        DailyCheckModule,
        ReportsModule,
        RecognitionModule,
        RewardsModule,
        LeaderboardsModule,
        ChallengesModule,
        WallModule,
        SeasonsModule,
        LeadersModule,
        AdminModule,
      ],
    };
  }
}

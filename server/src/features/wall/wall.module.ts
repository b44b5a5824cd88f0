import { Module } from '@nestjs/common';
import { RealtimeModule } from '../../platform/realtime/realtime.module.js';
import { ChallengesModule } from '../challenges/challenges.module.js';
import { LeaderboardsModule } from '../leaderboards/leaderboards.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RecognitionModule } from '../recognition/recognition.module.js';
import { DisplayCookie } from './display-cookie.js';
import { DisplaysController } from './displays.controller.js';
import { DisplaysService } from './displays.service.js';
import { DisplaysStore } from './displays.store.js';
import { WallController } from './wall.controller.js';
import { WallGateway } from './wall.gateway.js';
import { WallReadModel } from './wall.read-model.js';

/** The screen in the lobby, and the links that open it. */
@Module({
  imports: [RealtimeModule, PeopleModule, RecognitionModule, LeaderboardsModule, ChallengesModule],
  controllers: [DisplaysController, WallController],
  providers: [DisplayCookie, DisplaysService, DisplaysStore, WallGateway, WallReadModel],
})
export class WallModule {}

import { Module } from '@nestjs/common';
import { RealtimeModule } from '../../platform/realtime/realtime.module.js';
import { Sealer } from '../../platform/secrets/sealer.js';
import { BadgesModule } from '../badges/badges.module.js';
import { BehavioursModule } from '../behaviours/behaviours.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PointsModule } from '../points/points.module.js';
import { AnswerNotices } from './answer-notices.js';
import { RecognitionModule } from '../recognition/recognition.module.js';
import { ChallengeMembersStore } from './challenge-members.store.js';
import { ChallengesMeasure } from './challenges-measure.js';
import { ChallengeNotices } from './challenge-notices.js';
import { ChallengeTeams } from './challenge-teams.js';
import { ChallengesController } from './challenges.controller.js';
import { ChallengesGateway } from './challenges.gateway.js';
import { ChallengesReadModel } from './challenges.read-model.js';
import { ChallengesStore } from './challenges.store.js';
import { CountingStore } from './counting.store.js';
import { HostingService } from './hosting.service.js';
import { LifeService } from './life.service.js';
import { LifeSweep } from './life-sweep.js';
import { Previewing } from './previewing.js';
import { ProgressService } from './progress.service.js';
import { ProgressStore } from './progress.store.js';
import { PublicChallenges } from './public-challenges.js';

/** Challenges: set up, counted out of the ledger, watched live, closed once. */
@Module({
  imports: [
    RealtimeModule,
    NoticesModule,
    PeopleModule,
    PointsModule,
    BadgesModule,
    BehavioursModule,
    RecognitionModule,
  ],
  controllers: [ChallengesController],
  providers: [
    AnswerNotices,
    ChallengeMembersStore,
    ChallengeNotices,
    ChallengeTeams,
    ChallengesGateway,
    ChallengesMeasure,
    ChallengesReadModel,
    ChallengesStore,
    CountingStore,
    HostingService,
    LifeService,
    LifeSweep,
    Previewing,
    ProgressService,
    ProgressStore,
    PublicChallenges,
    Sealer,
  ],
  exports: [ChallengesReadModel, PublicChallenges],
})
export class ChallengesModule {}

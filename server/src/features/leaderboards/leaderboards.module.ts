import { Module } from '@nestjs/common';
import { BoardsStoreModule } from '../../platform/boards-store/index.js';
import { RealtimeModule } from '../../platform/realtime/realtime.module.js';
import { PeopleModule } from '../people/people.module.js';
import { BoardInspection } from './board-inspection.js';
import { Freshness } from './freshness.js';
import { LeaderboardsController } from './leaderboards.controller.js';
import { LeaderboardsGateway } from './leaderboards.gateway.js';
import { LeaderboardsProjector } from './leaderboards.projector.js';
import { LeaderboardsReadModel } from './leaderboards.read-model.js';
import { LeaderboardsStore } from './leaderboards.store.js';
import { LedgerBoards } from './ledger-boards.js';
import { MyPlace } from './my-place.js';
import { PeriodBorders } from './period-borders.js';
import { PeriodsWithEntries } from './periods-with-entries.js';
import { PersonalNotices } from './personal-notices.js';
import { Publisher } from './publisher.js';
import { RowIds } from './row-ids.js';

/** Boards: kept true by the projector, read by HTTP, watched by socket. */
@Module({
  imports: [BoardsStoreModule, RealtimeModule, PeopleModule],
  controllers: [LeaderboardsController],
  providers: [
    BoardInspection,
    Freshness,
    LeaderboardsGateway,
    LeaderboardsProjector,
    LeaderboardsReadModel,
    LeaderboardsStore,
    LedgerBoards,
    MyPlace,
    PeriodBorders,
    PeriodsWithEntries,
    PersonalNotices,
    Publisher,
    RowIds,
  ],
  exports: [LeaderboardsReadModel, LeaderboardsProjector],
})
export class LeaderboardsModule {}

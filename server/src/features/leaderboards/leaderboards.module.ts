import { Module } from '@nestjs/common';
import { BoardsStoreModule } from '../../platform/boards-store/index.js';
import { RealtimeModule } from '../../platform/realtime/realtime.module.js';
import { PeopleModule } from '../people/people.module.js';
import { BoardInspection } from './board-inspection.js';
import { BoardPages } from './board-pages.js';
import { CrowdStore } from './crowd.store.js';
import { DivisionsService } from './divisions.service.js';
import { Freshness } from './freshness.js';
import { LeaderboardsController } from './leaderboards.controller.js';
import { LeaderboardsGateway } from './leaderboards.gateway.js';
import { LeaderboardsProjector } from './leaderboards.projector.js';
import { LeaderboardsReadModel } from './leaderboards.read-model.js';
import { LeaderboardsStore } from './leaderboards.store.js';
import { LedgerBoards } from './ledger-boards.js';
import { LiveDepartments, StandingPace } from './live-departments.js';
import { MemberRowsStore } from './member-rows.store.js';
import { MyPlace } from './my-place.js';
import { PastStandings } from './past-standings.js';
import { PeriodsWithEntries } from './periods-with-entries.js';
import { PersonalNotices } from './personal-notices.js';
import { PresenceStore } from './presence.store.js';
import { Publisher } from './publisher.js';
import { RowIds } from './row-ids.js';
import { SeasonTrend } from './season-trend.js';
import { StandingsController } from './standings.controller.js';
import { StandingsStore } from './standings.store.js';

/** Boards: kept true by the projector, read by HTTP, watched by socket. */
@Module({
  imports: [BoardsStoreModule, RealtimeModule, PeopleModule],
  controllers: [LeaderboardsController, StandingsController],
  providers: [
    BoardInspection,
    BoardPages,
    CrowdStore,
    DivisionsService,
    Freshness,
    LeaderboardsGateway,
    LeaderboardsProjector,
    LeaderboardsReadModel,
    LeaderboardsStore,
    LedgerBoards,
    LiveDepartments,
    MemberRowsStore,
    MyPlace,
    PastStandings,
    PeriodsWithEntries,
    PersonalNotices,
    PresenceStore,
    Publisher,
    RowIds,
    SeasonTrend,
    StandingPace,
    StandingsStore,
  ],
  exports: [LeaderboardsReadModel, LeaderboardsProjector, PastStandings],
})
export class LeaderboardsModule {}

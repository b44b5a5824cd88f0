import { Module } from '@nestjs/common';
import { Sealer } from '../../platform/secrets/sealer.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PointsModule } from '../points/points.module.js';
import { StreaksModule } from '../streaks/streaks.module.js';
import { BadgeNotices } from './badge-notices.js';
import { BadgesController } from './badges.controller.js';
import { BadgesReadModel } from './badges.read-model.js';
import { CatalogueService } from './catalogue.service.js';
import { CataloguesStore } from './catalogues.store.js';
import { CatchUp } from './catch-up.js';
import { CredentialsService } from './credentials.service.js';
import { FactGranting } from './fact-granting.js';
import { FactsStore } from './facts.store.js';
import { GrantingService } from './granting.service.js';
import { GrantsStore } from './grants.store.js';
import { KeptBooks } from './kept-books.js';
import { ManagedBadgesController } from './managed-badges.controller.js';
import { MeasureSources } from './measure-sources.js';
import { PreviewReadModel } from './preview.read-model.js';
import { ProofsController } from './proofs.controller.js';
import { SharesStore } from './shares.store.js';
import { SigningKeysService } from './signing-keys.service.js';
import { SigningKeysStore } from './signing-keys.store.js';
import { Snapshots } from './snapshots.js';

/** Badges and levels: granted with what they rest on, taken along signed, kept as revisions of data. */
@Module({
  imports: [NoticesModule, PeopleModule, PointsModule, StreaksModule],
  controllers: [BadgesController, ManagedBadgesController, ProofsController],
  providers: [
    BadgeNotices,
    BadgesReadModel,
    CatalogueService,
    CataloguesStore,
    CatchUp,
    CredentialsService,
    FactGranting,
    FactsStore,
    GrantingService,
    GrantsStore,
    KeptBooks,
    MeasureSources,
    PreviewReadModel,
    Sealer,
    SharesStore,
    SigningKeysService,
    SigningKeysStore,
    Snapshots,
  ],
  exports: [
    BadgesReadModel,
    CatalogueService,
    CataloguesStore,
    CatchUp,
    FactGranting,
    GrantingService,
    MeasureSources,
    SharesStore,
    SigningKeysService,
  ],
})
export class BadgesModule {}

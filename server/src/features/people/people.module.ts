import { Module } from '@nestjs/common';
import { AccountController } from './account.controller.js';
import { AliasesStore } from './aliases.store.js';
import { Attempts } from './attempts.js';
import { CredentialsStore } from './credentials.store.js';
import { DepartmentsController } from './departments.controller.js';
import { DepartmentsService } from './departments.service.js';
import { DepartmentsStore } from './departments.store.js';
import { DirectoryController } from './directory.controller.js';
import { DirectoryLock } from './directory-lock.js';
import { DirectoryService } from './directory.service.js';
import { DirectoryStore } from './directory.store.js';
import { FacesReadModel } from './faces.read-model.js';
import { FirstAdministrator } from './first-administrator.js';
import { ImportService } from './import.service.js';
import { LinksService } from './links.service.js';
import { LinksStore } from './links.store.js';
import { LooksController } from './looks.controller.js';
import { LooksReadModel } from './looks.read-model.js';
import { MeService } from './me.service.js';
import { MemberWriter } from './member-writer.js';
import { MembershipsStore } from './memberships.store.js';
import { OrganisationStore } from './organisation.store.js';
import { Passwords } from './passwords.js';
import { PeopleReadModel } from './people.read-model.js';
import { PeriodBorders } from './period-borders.js';
import { SessionCookie } from './session-cookie.js';
import { SessionEvents } from './session-events.js';
import { SessionsService } from './sessions.service.js';
import { SessionsStore } from './sessions.store.js';
import { SignInService } from './sign-in.service.js';
import { VeilsStore } from './veils.store.js';

/** Who is who: members, departments, credentials, sessions. */
@Module({
  controllers: [AccountController, DirectoryController, DepartmentsController, LooksController],
  providers: [
    AliasesStore,
    Attempts,
    CredentialsStore,
    DepartmentsService,
    DepartmentsStore,
    DirectoryLock,
    DirectoryService,
    DirectoryStore,
    FacesReadModel,
    FirstAdministrator,
    ImportService,
    LinksService,
    LinksStore,
    LooksReadModel,
    MeService,
    MemberWriter,
    MembershipsStore,
    OrganisationStore,
    Passwords,
    PeopleReadModel,
    PeriodBorders,
    SessionCookie,
    SessionEvents,
    SessionsService,
    SessionsStore,
    SignInService,
    VeilsStore,
  ],
  exports: [
    AliasesStore,
    Attempts,
    FacesReadModel,
    FirstAdministrator,
    ImportService,
    PeopleReadModel,
    PeriodBorders,
    SessionEvents,
  ],
})
export class PeopleModule {}

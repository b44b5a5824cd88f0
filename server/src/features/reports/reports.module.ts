import { Module } from '@nestjs/common';
import { BehavioursModule } from '../behaviours/behaviours.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PointsModule } from '../points/points.module.js';
import { SimulationsModule } from '../simulations/simulations.module.js';
import { AnswerTimeReadModel } from './answer-time.read-model.js';
import { AnswersService } from './answers.service.js';
import { GroupsStore } from './groups.store.js';
import { MailLooksService } from './mail-looks.service.js';
import { MailReader } from './mail-reader.js';
import { MailSweep } from './mail-sweep.js';
import { MailsStore } from './mails.store.js';
import { MyReportsReadModel } from './my-reports.read-model.js';
import { ReportLimit } from './report-limit.js';
import { ReportNotices } from './report-notices.js';
import { ReportsController } from './reports.controller.js';
import { ReportsService } from './reports.service.js';
import { ReportsStore } from './reports.store.js';
import { TriageController } from './triage.controller.js';
import { TriageGroupReadModel } from './triage-group.read-model.js';
import { TriageReadModel } from './triage.read-model.js';
import { TriageService } from './triage.service.js';

/** Speaking up: what people tell, how it is looked at, and what they get back. */
@Module({
  imports: [NoticesModule, PeopleModule, PointsModule, BehavioursModule, SimulationsModule],
  controllers: [ReportsController, TriageController],
  providers: [
    AnswersService,
    AnswerTimeReadModel,
    GroupsStore,
    MailLooksService,
    MailReader,
    MailSweep,
    MailsStore,
    MyReportsReadModel,
    ReportLimit,
    ReportNotices,
    ReportsService,
    ReportsStore,
    TriageGroupReadModel,
    TriageReadModel,
    TriageService,
  ],
  exports: [AnswerTimeReadModel],
})
export class ReportsModule {}

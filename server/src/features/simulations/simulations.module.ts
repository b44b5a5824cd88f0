import { Module } from '@nestjs/common';
import { BehavioursModule } from '../behaviours/behaviours.module.js';
import { PeopleModule } from '../people/people.module.js';
import { CampaignsReadModel } from './campaigns.read-model.js';
import { CaseRecorder } from './case-recorder.js';
import { NotesReadModel } from './notes.read-model.js';
import { NotesStore } from './notes.store.js';
import { PracticeMailsService } from './practice-mails.service.js';
import { PracticeMailsStore } from './practice-mails.store.js';
import { ResultsReadModel } from './results.read-model.js';
import { SettlementSweep } from './settlement-sweep.js';
import { SettlementService } from './settlement.service.js';
import { SettlementStore } from './settlement.store.js';
import { SimulationsController } from './simulations.controller.js';
import { SimulationsService } from './simulations.service.js';
import { SimulationsStore } from './simulations.store.js';

/** Cases of practice mails: what they come to, and their settlement. */
@Module({
  imports: [BehavioursModule, PeopleModule],
  controllers: [SimulationsController],
  providers: [
    SimulationsService,
    SettlementService,
    SettlementSweep,
    CaseRecorder,
    PracticeMailsService,
    PracticeMailsStore,
    SimulationsStore,
    SettlementStore,
    CampaignsReadModel,
    NotesReadModel,
    NotesStore,
    ResultsReadModel,
  ],
  exports: [SimulationsService, SettlementService, PracticeMailsService, NotesReadModel, NotesStore],
})
export class SimulationsModule {}

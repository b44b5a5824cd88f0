import { Module } from '@nestjs/common';
import { Sealer } from '../../platform/secrets/sealer.js';
import { BehavioursModule } from '../behaviours/behaviours.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PointsModule } from '../points/points.module.js';
import { SimulationsModule } from '../simulations/simulations.module.js';
import { BehavioursCsvController } from './behaviours-csv.controller.js';
import { BehavioursCsvService } from './behaviours-csv.service.js';
import { BehavioursDoorController } from './behaviours-door.controller.js';
import { BehavioursDoorService } from './behaviours-door.service.js';
import { DeadLettersStore } from './dead-letters.store.js';
import { DeliveriesReadModel } from './deliveries.read-model.js';
import { DeliveryLog } from './delivery-log.js';
import { EventsCsvService } from './events-csv.service.js';
import { FactLookup } from './fact-lookup.js';
import { FactsService } from './facts.service.js';
import { GophishController } from './gophish.controller.js';
import { GophishService } from './gophish.service.js';
import { IdempotencyStore } from './idempotency.store.js';
import { IdempotencySweep } from './idempotency-sweep.js';
import { KeyedRequests } from './keyed-requests.js';
import { ParkedService } from './parked.service.js';
import { ParkedStore } from './parked.store.js';
import { ServiceKeys } from './service-keys.js';
import { SourcesController } from './sources.controller.js';
import { SourcesService } from './sources.service.js';
import { SourcesStore } from './sources.store.js';

/** The doors by which facts come in from outside. */
@Module({
  imports: [BehavioursModule, PeopleModule, PointsModule, SimulationsModule],
  controllers: [SourcesController, BehavioursDoorController, BehavioursCsvController, GophishController],
  providers: [
    Sealer,
    SourcesService,
    SourcesStore,
    ServiceKeys,
    DeliveryLog,
    DeliveriesReadModel,
    DeadLettersStore,
    ParkedService,
    ParkedStore,
    FactLookup,
    FactsService,
    BehavioursDoorService,
    BehavioursCsvService,
    GophishService,
    EventsCsvService,
    IdempotencyStore,
    IdempotencySweep,
    KeyedRequests,
  ],
  exports: [SourcesService],
})
export class IngestionModule {}

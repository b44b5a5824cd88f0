import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { AuditController } from './audit.controller.js';
import { AuditReadModel } from './audit.read-model.js';

/** What administrators prove the promises with. */
@Module({ imports: [PeopleModule], controllers: [AuditController], providers: [AuditReadModel] })
export class AdminModule {}

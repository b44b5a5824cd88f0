import { Module } from '@nestjs/common';
import { RealtimeModule } from '../../platform/realtime/realtime.module.js';
import { PeopleModule } from '../people/people.module.js';
import { NoticeSweep } from './notice-sweep.js';
import { NoticeTellers } from './notice-tellers.js';
import { NoticesConsumer } from './notices.consumer.js';
import { NoticesController } from './notices.controller.js';
import { NoticesReadModel } from './notices.read-model.js';
import { NoticesStore } from './notices.store.js';
import { WishesStore } from './wishes.store.js';

/** What each person is told: rows of their own, made of what other features left word of. */
@Module({
  imports: [RealtimeModule, PeopleModule],
  controllers: [NoticesController],
  providers: [NoticeSweep, NoticeTellers, NoticesConsumer, NoticesReadModel, NoticesStore, WishesStore],
  exports: [NoticeTellers],
})
export class NoticesModule {}

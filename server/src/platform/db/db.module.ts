import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RUNNING_CONFIG, type RunningConfig } from '../config/config.js';
import { appDataSourceOptions } from './data-source.js';
import { Database } from './database.js';
import { LinkWatch } from './link-watch.js';
import { Reserve } from './reserve.js';

/** PostgreSQL for everybody: inject `Database`. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [RUNNING_CONFIG],
      useFactory: (config: RunningConfig) => ({
        ...appDataSourceOptions(config.databaseUrl),
        retryAttempts: 3,
        retryDelay: 1_000,
      }),
    }),
  ],
  providers: [Reserve, Database, LinkWatch],
  exports: [Database],
})
export class DbModule {}

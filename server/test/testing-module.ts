import type { ModuleMetadata } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { createAdapter } from '../src/platform/http/fastify.js';
import { createLog } from '../src/platform/logging/log.js';
import { PlatformModule } from '../src/platform/platform.module.js';
import { testConfig } from './config.js';
import type { TestDatabase } from './database.js';

/** Some features on the real platform, without a listening server. Close it before the database is dropped. */
export async function aModuleOf(
  database: TestDatabase,
  imports: NonNullable<ModuleMetadata['imports']>,
): Promise<NestFastifyApplication> {
  const config = testConfig(database, 1);
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forRoot(config, createLog('silent')), ...imports],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(createAdapter(config), { logger: false });
  return app.init();
}

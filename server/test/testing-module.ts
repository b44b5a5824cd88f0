import type { ModuleMetadata } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { createLog } from '../src/platform/logging/log.js';
import { PlatformModule } from '../src/platform/platform.module.js';
import { testConfig } from './config.js';
import type { TestDatabase } from './database.js';

/** Some features on the real platform, without a listening server. Close it before the database is dropped. */
export async function aModuleOf(
  database: TestDatabase,
  imports: NonNullable<ModuleMetadata['imports']>,
): Promise<TestingModule> {
  const config = testConfig(database, 1);
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forRoot(config, createLog('silent')), ...imports],
  }).compile();
  await module.init();
  return module;
}

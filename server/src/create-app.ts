import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { CataloguesStore } from './features/badges/catalogues.store.js';
import { SigningKeysService } from './features/badges/signing-keys.service.js';
import { QuestionsStore } from './features/daily-check/questions.store.js';
import { RulesetsStore } from './features/points/rulesets.store.js';
import type { RunningConfig } from './platform/config/config.js';
import { Database } from './platform/db/database.js';
import { checkDatabase } from './platform/db/guard.js';
import { createAdapter, equip, type Patience } from './platform/http/fastify.js';
import { implementedRoutes } from './platform/http/handles.js';
import { openApiOf } from './platform/http/openapi.js';
import { serveClient } from './platform/http/static-client.js';
import type { Log } from './platform/logging/log.js';

export const version = '0.1.0';

/**
 * Builds the whole server, ready to listen.
 * @throws DatabaseRefused when the role has too many rights or migrations are pending
 */
export async function createApp(
  config: RunningConfig,
  log: Log,
  patience?: Patience,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, log),
    createAdapter(config, patience),
    {
      bodyParser: false,
      logger: log,
      abortOnError: false,
    },
  );
  await checkDatabase(app.get(Database));
  await app.get(RulesetsStore).ensureDefault(app.get(Database));
  await app.get(QuestionsStore).ensureBuiltIn(app.get(Database));
  await app.get(CataloguesStore).ensureDefault(app.get(Database));
  await app.get(SigningKeysService).ensure();
  await equip(app);
  await serveClient(app.getHttpAdapter().getInstance());
  // documentation belongs on a developer's machine, not on a production server
  if (config.mode === 'demo')
    SwaggerModule.setup('api/docs', app, () => openApiOf(implementedRoutes, version));
  return app;
}

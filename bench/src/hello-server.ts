import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';

/**
 * The least that an answer costs on the adapter that the product stands on: Nest on Fastify as they come, one route, no
 * look at who asks. Prints its address when it listens.
 */
@Controller()
class Hello {
  @Get('/hello')
  hello(): { hello: string } {
    return { hello: 'world' };
  }
}

@Module({ controllers: [Hello] })
class Root {}

const app = await NestFactory.create<NestFastifyApplication>(Root, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
console.log(await app.getUrl());
process.once('SIGTERM', () => process.exit());

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveBrowser } from './browser.js';
import { findOnPath } from './paths.js';
import { findRedisProgram, resolveRedis } from './redis-server.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vigil-resolve-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string, script = 'exit 0'): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('a program on PATH', () => {
  it('is found in the order of the names asked for', () => {
    program('chromium');
    const wanted = program('google-chrome');
    expect(findOnPath(['google-chrome', 'chromium'], `/nowhere:${folder}`)).toBe(wanted);
  });

  it('is an executable file in an absolute folder, nothing else', () => {
    mkdirSync(path.join(folder, 'chromium'));
    writeFileSync(path.join(folder, 'redis-server'), '');
    expect(findOnPath(['chromium', 'redis-server'], folder)).toBeUndefined();
    expect(findOnPath(['vitest.config.ts'], '.:')).toBeUndefined();
  });
});

describe('Redis', () => {
  it('is that of REDIS_URL, which is left running', async () => {
    const redis = await resolveRedis({ REDIS_URL: 'redis://elsewhere:6379', PATH: '' });
    expect(redis.url).toBe('redis://elsewhere:6379');
    await redis.stop();
  });

  it('is the one on PATH, else the one in the cache', async () => {
    mkdirSync(path.join(folder, 'redis', 'usr', 'bin'), { recursive: true });
    const cached = path.join(folder, 'redis/usr/bin/redis-server');
    expect(await findRedisProgram('/nowhere', folder)).toMatchObject({ file: cached });
    const onPath = program('redis-server');
    expect(await findRedisProgram(folder, folder)).toEqual({ file: onPath });
  });
});

describe('the browser', () => {
  it('is that of CHROMIUM_PATH, before any other', async () => {
    program('chromium');
    const chosen = program('my-own');
    const browser = await resolveBrowser({ env: { CHROMIUM_PATH: chosen, PATH: folder }, cache: folder });
    expect(browser).toEqual({ file: chosen, env: {} });
  });

  it('is never another than a CHROMIUM_PATH that does not run', async () => {
    program('chromium');
    const broken = program('my-own', 'exit 1');
    await expect(
      resolveBrowser({ env: { CHROMIUM_PATH: broken, PATH: folder }, cache: folder }),
    ).rejects.toThrow('my-own');
  });

  it('is the one on PATH, where it runs', async () => {
    const file = program('chromium');
    expect(await resolveBrowser({ env: { PATH: folder }, cache: folder })).toEqual({ file, env: {} });
  });
});

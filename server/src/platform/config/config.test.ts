import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig, settingNames } from './config.js';

const production = {
  VIGIL_MODE: 'production',
  PUBLIC_URL: 'https://vigil.example',
  DATABASE_URL: 'postgres://vigil_app:x@db/vigil',
  SECRET_KEY: '8f0c1d2e3b4a59687766554433221100ffeeddccbbaa99887766554433221100',
};

describe('the settings', () => {
  it('need nothing in demo mode, and then listen on this machine only', () => {
    expect(parseConfig({})).toMatchObject({
      mode: 'demo',
      host: '127.0.0.1',
      port: 3000,
      dataDir: './data',
      databaseUrl: null,
      redisUrl: null,
    });
  });

  it('compute standings at most once a minute, in the demo so often that one sees it', () => {
    expect(parseConfig(production).standingsEveryMs).toBe(60_000);
    expect(parseConfig({}).standingsEveryMs).toBe(5_000);
    expect(parseConfig({ STANDINGS_EVERY_SECONDS: '90' }).standingsEveryMs).toBe(90_000);
    expect(() => parseConfig({ STANDINGS_EVERY_SECONDS: '0' })).toThrow(/STANDINGS_EVERY_SECONDS/);
  });

  it('take an empty value for one that is not set', () => {
    expect(parseConfig({ REDIS_URL: '', VIGIL_MODE: '' })).toMatchObject({ mode: 'demo', redisUrl: null });
  });

  it('list every fault of a production start at once', () => {
    const faults = () => parseConfig({ VIGIL_MODE: 'production', PORT: '99999' });
    expect(faults).toThrow(ConfigError);
    expect(faults).toThrow(
      /PORT[\s\S]*PUBLIC_URL is not set[\s\S]*DATABASE_URL is not set[\s\S]*SECRET_KEY is not set/,
    );
  });

  it.each(['0'.repeat(64), 'secret', 'demo'])('refuse the secret %s in production', (SECRET_KEY) => {
    expect(() => parseConfig({ ...production, SECRET_KEY })).toThrow(/SECRET_KEY/);
  });

  it('refuse addresses of the wrong kind', () => {
    expect(() => parseConfig({ ...production, REDIS_URL: 'http://redis' })).toThrow(
      /REDIS_URL must start with redis:/,
    );
    expect(() => parseConfig({ ...production, PUBLIC_URL: 'javascript:alert(1)' })).toThrow(/PUBLIC_URL/);
  });

  it('stand in .env.example, all of them and no others', () => {
    const example = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8');
    const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map((m) => m[1]);
    expect(named.sort()).toEqual([...settingNames].sort());
  });
});

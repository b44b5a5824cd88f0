/**
 * The whole environment of every PostgreSQL program. Nothing is inherited: a stray `PGDATA`, `PGPORT` or `LD_PRELOAD`
 * of the person at the terminal must not change how the data is kept.
 */
export const programEnvironment: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };

import fc from 'fast-check';

/** A property that does not hold prints its seed; `SEED=123 npx vitest run FILE` plays exactly that run again. */
const seed = process.env['SEED'];
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });

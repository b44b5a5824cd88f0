import { vi } from 'vitest';

/** The usual second says more about a busy machine than about the product. */
const patient = { timeout: 20_000 };
type Options = Parameters<typeof vi.waitFor>[1];
const orPatient = (options: Options): Options =>
  typeof options === 'number' ? options : { ...patient, ...options };

const { waitFor, waitUntil } = vi;
vi.waitFor = (callback, options) => waitFor(callback, orPatient(options));
vi.waitUntil = (callback, options) => waitUntil(callback, orPatient(options));

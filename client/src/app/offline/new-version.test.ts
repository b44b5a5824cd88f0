import { describe, expect, it, vi } from 'vitest';
import { keepShell, useNewVersion } from './new-version';

/** A browser's workers, as far as they are looked at. */
function workers(controller: object | null) {
  const registration = Object.assign(new EventTarget(), {
    waiting: null as object | null,
    installing: null as (EventTarget & { state: string }) | null,
  });
  const container = Object.assign(new EventTarget(), {
    controller,
    register: vi.fn(() => Promise.resolve(registration)),
  });
  const install = () => {
    const worker = Object.assign(new EventTarget(), { state: 'installing', postMessage: vi.fn() });
    registration.installing = worker;
    registration.dispatchEvent(new Event('updatefound'));
    worker.state = 'installed';
    worker.dispatchEvent(new Event('statechange'));
    return worker;
  };
  return { container: container as never as ServiceWorkerContainer, registration, install };
}

describe('a new version', () => {
  const { offered, take, later } = useNewVersion();

  it('is none where the first one is only just installed', async () => {
    const { container, install } = workers(null);
    await keepShell(container);
    install();
    expect(offered.value).toBe(false);
  });

  it('is offered, waits, and is taken when somebody says so', async () => {
    const { container, install } = workers({});
    vi.stubGlobal('navigator', { serviceWorker: container });
    await keepShell(container);
    const worker = install();
    expect(offered.value).toBe(true);
    later();
    expect(offered.value).toBe(false);
    expect(worker.postMessage).not.toHaveBeenCalled();
    take();
    expect(worker.postMessage).toHaveBeenCalledWith('take-over');
    vi.unstubAllGlobals();
  });

  it('is nothing that a browser without workers stumbles over', async () => {
    await expect(keepShell(undefined)).resolves.toBeUndefined();
  });
});

import { readonly, ref, type Ref } from 'vue';

const waiting = ref<ServiceWorker | null>(null);
const offered = ref(false);

/**
 * Registers the worker that keeps the app's own files on this device. A new version waits until somebody takes it:
 * nobody's page changes under their hands.
 */
export async function keepShell(workers: ServiceWorkerContainer | undefined): Promise<void> {
  if (workers === undefined) return;
  const registration = await workers.register('/sw.js', { updateViaCache: 'none' }).catch(() => null);
  if (registration === null) return;
  const offer = (worker: ServiceWorker | null): void => {
    // the first one of all replaces nothing
    if (worker === null || workers.controller === null) return;
    waiting.value = worker;
    offered.value = true;
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') offer(installing);
    });
  });
}

/** Whether a new version waits, and how it is taken. */
export function useNewVersion(): { offered: Readonly<Ref<boolean>>; take: () => void; later: () => void } {
  return {
    offered: readonly(offered),
    take() {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.value?.postMessage('take-over');
    },
    later: () => void (offered.value = false),
  };
}

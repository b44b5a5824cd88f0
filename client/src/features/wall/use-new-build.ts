import { onScopeDispose, watch } from 'vue';

/** Two servers may hand out two builds while one is being replaced: a page does not go to and fro between them. */
const restMs = 10 * 60_000;
const spreadMs = 20_000;
const soonestMs = 3_000;
const key = 'vigil-wall-reloaded';

/** The build of this page; null where it was not built. */
export function pageBuild(): string | null {
  return document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? null;
}

/**
 * Loads the page anew once the server hands out another build, each screen a little later than the one before.
 *
 * @param offered the build that the server hands out; null while that is not known
 */
export function useNewBuild(
  offered: () => string | null,
  reload: () => void = () => location.reload(),
): void {
  const mine = pageBuild();
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(offered, (build) => {
    clearTimeout(timer);
    if (mine === null || build === null || build === mine) return;
    const restLeft = Math.max(0, lastReload() + restMs - Date.now());
    timer = setTimeout(
      () => {
        remember();
        reload();
      },
      Math.max(soonestMs, restLeft) + Math.random() * spreadMs,
    );
  });
  onScopeDispose(() => clearTimeout(timer));
}

function lastReload(): number {
  try {
    return Number(sessionStorage.getItem(key) ?? 0);
  } catch {
    return 0;
  }
}

function remember(): void {
  try {
    sessionStorage.setItem(key, String(Date.now()));
  } catch {
    // Storage is blocked: nothing worse than another reload.
  }
}

import type { Page, Response } from '@playwright/test';

/** Something that a browser was told. */
export interface Heard {
  readonly by: 'frame' | 'body';
  /** Path of the request; for a frame, of the socket. */
  readonly path: string;
  readonly text: string;
}

/** Everything a page is told from now on: each websocket frame and each body of the API. */
export interface Recording {
  /** Waits for the bodies on their way, then gives all in the order of arrival. */
  all(): Promise<readonly Heard[]>;
  frames(): readonly Heard[];
}

/** Begins to listen; call it before the page goes anywhere. */
export function recordingOf(page: Page): Recording {
  const frames: Heard[] = [];
  const heard: Promise<Heard | null>[] = [];
  page.on('websocket', (socket) => {
    const { pathname } = new URL(socket.url());
    socket.on('framereceived', ({ payload }) => {
      const frame: Heard = { by: 'frame', path: pathname, text: payload.toString() };
      frames.push(frame);
      heard.push(Promise.resolve(frame));
    });
  });
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/api/')) heard.push(bodyOf(response, pathname));
  });
  return {
    frames: () => [...frames],
    all: async () => (await Promise.all(heard)).filter((one) => one !== null),
  };
}

/** Null where the browser gave the request up before the body had come. */
async function bodyOf(response: Response, path: string): Promise<Heard | null> {
  try {
    return { by: 'body', path, text: await response.text() };
  } catch {
    return null;
  }
}

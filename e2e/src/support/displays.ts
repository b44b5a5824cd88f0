import { randomUUID } from 'node:crypto';
import { addDisplay, openWall, wallPage, type WallView } from '@vigil/shared/wall';
import type { Page, WebSocketRoute } from '@playwright/test';
import { call, type Caller } from './api.js';

/** Makes a display link; its name is like no other, also on a server that runs on. @returns its path on whatever address the server answers at */
export async function aDisplay(caller: Caller, name: string): Promise<{ id: string; path: string }> {
  const { display, url } = await call(caller, addDisplay, {
    body: { name: `${name} ${randomUUID().slice(0, 8)}` },
  });
  return { id: display.id, path: `${wallPage}${new URL(url).hash}` };
}

/** Makes a browser a screen of a link, without the page. */
export async function openLink(caller: Caller, path: string): Promise<void> {
  await call(caller, openWall, { body: { token: path.slice(path.indexOf('#') + 1) } });
}

/** The wire between a screen and its server: what the server says passes, and a test can say more, or cut it. */
export class Wire {
  private socket: WebSocketRoute | null = null;
  private behind: WebSocketRoute | null = null;
  connections = 0;

  static async under(page: Page): Promise<Wire> {
    const wire = new Wire();
    await page.routeWebSocket(/\/socket\.io\//, (socket) => {
      wire.socket = socket;
      wire.connections++;
      wire.behind = socket.connectToServer();
    });
    return wire;
  }

  tell(view: WallView): void {
    this.socket?.send(`42${JSON.stringify(['wall:shown', view])}`);
  }

  /** At both ends: a server that hears nothing of it would count the connection among those of the screen. */
  async cut(): Promise<void> {
    await this.behind?.close({ code: 1001 });
    await this.socket?.close({ code: 1001 });
  }
}

import { io, type Socket } from 'socket.io-client';
import type { TestApp } from './app.js';

/** A browser that looks at the wall, and counts how often it is told that something changed. */
export class RecognitionWatcher {
  messages = 0;

  private constructor(private readonly socket: Socket) {
    socket.on('recognition:changed', () => this.messages++);
  }

  static async of(server: TestApp, cookie: string): Promise<RecognitionWatcher> {
    const socket = io(server.url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { origin: server.url, cookie },
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('connect_error', reject);
    });
    const watcher = new RecognitionWatcher(socket);
    const answer = (await socket.emitWithAck('recognition:watch', {})) as { ok: boolean };
    if (!answer.ok) throw new Error('the wall may not be watched');
    return watcher;
  }

  close(): void {
    this.socket.disconnect();
  }
}

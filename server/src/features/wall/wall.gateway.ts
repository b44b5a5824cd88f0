import {
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { wallToServer, type WallView } from '@vigil/shared/wall';
import { builtClient } from '../../platform/http/static-client.js';
import { Log } from '../../platform/logging/log.js';
import { Realtime } from '../../platform/realtime/realtime.js';
import { WallReadModel } from './wall.read-model.js';

const room = 'wall';
const everyMs = 1_000;
/** One look in so many is a beat. */
const beatEvery = 5;

/**
 * Moves the walls. While any screen is open here, this process puts the wall together once a second and tells its own
 * screens when something differs: however many awards there are, and whatever message between processes is lost.
 */
@Injectable()
export class WallGateway implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly build = builtClient();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private told = '';
  private looks = 0;

  constructor(
    private readonly realtime: Realtime,
    private readonly wall: WallReadModel,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.realtime.openToDisplays(room);
    this.realtime.handle('wall:watch', wallToServer['wall:watch'], async (_, call) => ({
      ok: await call.enter(room),
    }));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      // one look at a time: a slow one is not overtaken
      this.running ??= this.look().finally(() => (this.running = null));
    }, everyMs);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.running;
  }

  /** Tells the screens of this process what is new; every few looks also that they hear everything. */
  async look(): Promise<void> {
    if (this.realtime.watched(room).length === 0) return;
    this.looks++;
    try {
      const shown = await this.wall.read();
      const text = textOf(shown);
      if (text !== this.told) this.realtime.toLocalRoom(room, 'wall:shown', shown);
      this.told = text;
      if (this.looks % beatEvery === 0) this.beat(shown.stale);
    } catch (error) {
      this.log.warn('the walls have to wait', { error });
      this.beat(true);
    }
  }

  private beat(stale: boolean): void {
    this.realtime.toLocalRoom(room, 'wall:beat', { stale, build: this.build });
  }
}

/** What can be seen of it; that it was read again is not. */
function textOf({ asOf: _, ...seen }: WallView): string {
  return JSON.stringify(seen);
}

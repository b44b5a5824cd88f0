import { Injectable, type OnModuleInit } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { recognitionToServer, type recognitionWatchAnswer } from '@vigil/shared/recognition';
import type { z } from 'zod';
import { Outbox } from '../../platform/outbox/outbox.js';
import { Realtime } from '../../platform/realtime/realtime.js';
import type { SocketCall } from '../../platform/realtime/realtime.types.js';

type Answer = z.input<typeof recognitionWatchAnswer>;
const room = 'recognition:wall';
/** However much is given, hidden or answered meanwhile, it is one message. */
const tickMs = 500;

/** Tells everybody who looks at the wall that it has changed, at most twice a second. */
@Injectable()
export class RecognitionGateway implements OnModuleInit {
  constructor(
    private readonly realtime: Realtime,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.realtime.guard(room, () => Promise.resolve(true));
    this.realtime.handle('recognition:watch', recognitionToServer['recognition:watch'], (_, call) =>
      this.watch(call),
    );
    this.realtime.handle('recognition:unwatch', recognitionToServer['recognition:unwatch'], (_, call) => {
      call.leave(room);
      return Promise.resolve({ ok: true });
    });
    this.outbox.register({
      name: 'recognition-wall',
      // whoever hides, or shows the name, is another one on the wall too
      topics: ['recognition.given', 'recognition.changed', 'member.changed'],
      exclusive: true,
      intervalMs: tickMs,
      handle: () => {
        this.realtime.toRoom(room, 'recognition:changed', {});
        return Promise.resolve();
      },
    });
  }

  private async watch(call: SocketCall): Promise<Answer> {
    return (await call.enter(room)) ? { ok: true } : { ok: false, problem: problems.notFound.type };
  }
}

import { Controller } from '@nestjs/common';
import { recordBehaviours } from '@vigil/shared/behaviours';
import { Clock } from '../../platform/clock/clock.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { BehavioursDoorService } from './behaviours-door.service.js';
import { DeliveryLog, type DeliveryState } from './delivery-log.js';

/** The door for machines with a service key. */
@Controller()
export class BehavioursDoorController {
  constructor(
    private readonly door: BehavioursDoorService,
    private readonly deliveries: DeliveryLog,
    private readonly clock: Clock,
  ) {}

  @Handles(recordBehaviours)
  async record({ body, principal, http }: Call<typeof recordBehaviours>) {
    const receivedAt = this.clock.now();
    const startMs = performance.now();
    const { sourceId } = principal;
    const note = (state: DeliveryState, reason: string | null) => {
      const tookMs = Math.round(performance.now() - startMs);
      this.deliveries.gather({ sourceId, receivedAt, state, reason, bytes: http.rawBody.length, tookMs });
    };
    try {
      const request = { body, rawBody: http.rawBody };
      const reply = await this.door.state(principal, request, http.header('idempotency-key'));
      note(reply.state, reply.state === 'refused' ? 'Some facts of a batch were refused.' : null);
      return reply.body;
    } catch (error) {
      if (error instanceof ProblemError) note('refused', error.problem.title);
      throw error;
    }
  }
}

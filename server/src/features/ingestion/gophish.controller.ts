import { Controller } from '@nestjs/common';
import { eventsCsvRefused, gophishWebhook, importEventsCsv } from '@vigil/shared/ingestion';
import { faultInWords } from '../../platform/csv/read-csv.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { EventsCsvService, EventsCsvUnreadable } from './events-csv.service.js';
import { GophishService } from './gophish.service.js';

/** What GoPhish tells: by webhook as it happens, by file what webhooks lost. */
@Controller()
export class GophishController {
  constructor(
    private readonly gophish: GophishService,
    private readonly eventsCsv: EventsCsvService,
  ) {}

  @Handles(gophishWebhook)
  async webhook({ params, http }: Call<typeof gophishWebhook>): Promise<undefined> {
    await this.gophish.deliver(params.sourceId, http.rawBody, http.header('x-gophish-signature'));
  }

  @Handles(importEventsCsv)
  async importEvents({ principal, params, body }: Call<typeof importEventsCsv>) {
    try {
      return await this.eventsCsv.repair(principal, params.sourceId, body.csv);
    } catch (error) {
      if (!(error instanceof EventsCsvUnreadable)) throw error;
      throw new ProblemError(eventsCsvRefused, {
        errors: error.lines.map((fault) => ({ pointer: '/csv', message: faultInWords(fault) })),
      });
    }
  }
}

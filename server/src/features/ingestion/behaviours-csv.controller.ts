import { Controller } from '@nestjs/common';
import { behavioursCsvRefused, importBehavioursCsv, previewBehavioursCsv } from '@vigil/shared/behaviours';
import { faultInWords } from '../../platform/csv/read-csv.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { BehavioursCsvService, BehavioursCsvUnreadable } from './behaviours-csv.service.js';

/** Training and habits by file. */
@Controller()
export class BehavioursCsvController {
  constructor(private readonly csv: BehavioursCsvService) {}

  @Handles(previewBehavioursCsv)
  async preview({ body }: Call<typeof previewBehavioursCsv>) {
    return this.csv.preview(body.csv);
  }

  @Handles(importBehavioursCsv)
  async import({ principal, body }: Call<typeof importBehavioursCsv>) {
    try {
      return await this.csv.import(principal, body.csv);
    } catch (error) {
      if (!(error instanceof BehavioursCsvUnreadable)) throw error;
      throw new ProblemError(behavioursCsvRefused, {
        errors: error.lines.map((fault) => ({ pointer: '/csv', message: faultInWords(fault) })),
      });
    }
  }
}

import { Controller } from '@nestjs/common';
import {
  hideRecognition,
  listRecognitionPatterns,
  readRecognitionSettings,
  updateRecognitionSettings,
} from '@vigil/shared/recognition';
import { AuditLog, changed } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { AllowancesStore } from './allowances.store.js';
import { GivingService } from './giving.service.js';
import { PatternsReadModel } from './patterns.read-model.js';

/** What the security team and administrators look after: fairness, and what stands on the wall. */
@Controller()
export class RecognitionStaffController {
  constructor(
    private readonly database: Database,
    private readonly giving: GivingService,
    private readonly allowances: AllowancesStore,
    private readonly patterns: PatternsReadModel,
    private readonly audit: AuditLog,
  ) {}

  @Handles(hideRecognition)
  async hide({ principal, params, body }: Call<typeof hideRecognition>) {
    await this.giving.hide(principal, params.recognitionId, body.reason);
    return undefined;
  }

  @Handles(listRecognitionPatterns)
  async look({ principal }: Call<typeof listRecognitionPatterns>) {
    return this.patterns.read(principal);
  }

  @Handles(readRecognitionSettings)
  async settings(_: Call<typeof readRecognitionSettings>) {
    return this.allowances.settings(this.database);
  }

  @Handles(updateRecognitionSettings)
  async update({ principal, body }: Call<typeof updateRecognitionSettings>) {
    return this.database.transaction(async (tx) => {
      const before = await this.allowances.lockSettings(tx);
      this.allowances.set(tx, body);
      this.audit.record(tx, {
        by: principal,
        act: 'recognition-settings.changed',
        subject: { kind: 'recognition', id: 'settings' },
        ...changed({ ...before }, { ...body }),
      });
      return body;
    });
  }
}

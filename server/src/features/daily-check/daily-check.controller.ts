import { Controller } from '@nestjs/common';
import {
  addQuestion,
  answerCheck,
  fewestQuestions,
  type KeptQuestion,
  listQuestions,
  openTodaysCheck,
  readTodaysCheck,
  retireQuestion,
  reviveQuestion,
} from '@vigil/shared/daily-check';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { DailyCheckService } from './daily-check.service.js';
import { QuestionsService } from './questions.service.js';
import { type QuestionRow, QuestionsStore } from './questions.store.js';

/** The daily check of each, and the questions that the security team keeps for it. */
@Controller()
export class DailyCheckController {
  constructor(
    private readonly database: Database,
    private readonly checks: DailyCheckService,
    private readonly questions: QuestionsService,
    private readonly store: QuestionsStore,
  ) {}

  @Handles(readTodaysCheck)
  async today({ principal }: Call<typeof readTodaysCheck>) {
    return this.checks.today(principal.memberId);
  }

  @Handles(openTodaysCheck)
  async open({ principal }: Call<typeof openTodaysCheck>) {
    return this.checks.open(principal.memberId);
  }

  @Handles(answerCheck)
  async answer({ principal, body }: Call<typeof answerCheck>) {
    return this.checks.answer(principal.memberId, body.day, body.answer);
  }

  @Handles(listQuestions)
  async list(_: Call<typeof listQuestions>) {
    return { items: (await this.store.all(this.database)).map(kept), fewest: fewestQuestions };
  }

  @Handles(addQuestion)
  async add({ principal, body }: Call<typeof addQuestion>) {
    return kept(await this.questions.add(body, principal));
  }

  @Handles(retireQuestion)
  async retire({ principal, params }: Call<typeof retireQuestion>) {
    return kept(await this.questions.retire(params.questionId, principal));
  }

  @Handles(reviveQuestion)
  async revive({ principal, params }: Call<typeof reviveQuestion>) {
    return kept(await this.questions.revive(params.questionId, principal));
  }
}

function kept({ id, origin, question, addedAt, retiredAt }: QuestionRow): KeptQuestion {
  return {
    id,
    origin,
    question,
    addedAt: addedAt.toISOString(),
    retiredAt: retiredAt?.toISOString() ?? null,
  };
}

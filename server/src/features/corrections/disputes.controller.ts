import { Controller } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import {
  answerDispute,
  disputeEntry,
  disputeNote,
  listDisputes,
  listMyDisputes,
  readDispute,
  readDisputeFigures,
} from '@vigil/shared/corrections';
import { Looks } from '../../platform/audit/looks.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { DisputesReadModel, shownDispute } from './disputes.read-model.js';
import { DisputesService } from './disputes.service.js';
import { DisputesStore } from './disputes.store.js';

const figuresOfMs = 90 * 86_400_000;
const smallestGroup = 5;

/** Questions about entries and notes: asked by their person, answered by the security team. */
@Controller()
export class DisputesController {
  constructor(
    private readonly database: Database,
    private readonly disputes: DisputesService,
    private readonly store: DisputesStore,
    private readonly read: DisputesReadModel,
    private readonly looks: Looks,
    private readonly clock: Clock,
  ) {}

  @Handles(listMyDisputes)
  async mine({ principal }: Call<typeof listMyDisputes>) {
    return { items: await this.read.mine(this.database, principal.memberId) };
  }

  @Handles(disputeEntry)
  async askAboutEntry({ principal, params, body }: Call<typeof disputeEntry>) {
    const id = await this.disputes.ask(principal.memberId, { entryId: params.entryId }, body.question);
    return this.asked(principal.memberId, id);
  }

  @Handles(disputeNote)
  async askAboutNote({ principal, params, body }: Call<typeof disputeNote>) {
    const id = await this.disputes.ask(principal.memberId, { noteId: params.noteId }, body.question);
    return this.asked(principal.memberId, id);
  }

  @Handles(listDisputes)
  async list({ query }: Call<typeof listDisputes>) {
    const after = query.cursor === undefined ? null : cursorOf(query.cursor);
    const asked = { open: query.state === 'open', after, limit: query.limit + 1 };
    const found = await this.store.page(this.database, asked);
    const items = found
      .slice(0, query.limit)
      .map((row) => ({ ...shownDispute(row), question: row.question }));
    const last = items.at(-1);
    return { items, nextCursor: found.length > items.length && last ? `${last.askedAt}_${last.id}` : null };
  }

  @Handles(readDispute)
  async one({ principal, params }: Call<typeof readDispute>) {
    const row = await this.store.find(this.database, params.disputeId);
    if (row === null) throw new ProblemError(problems.notFound);
    await this.looks.note(this.database, principal, 'dispute', [row.memberId]);
    return this.read.opened(this.database, row, principal.memberId);
  }

  @Handles(answerDispute)
  async answer({ principal, params, body }: Call<typeof answerDispute>) {
    await this.disputes.answer(principal, params.disputeId, body.outcome, body.reason);
    const row = await this.store.find(this.database, params.disputeId);
    if (row === null) throw new ProblemError(problems.notFound);
    return this.read.opened(this.database, row, principal.memberId);
  }

  @Handles(readDisputeFigures)
  async figures(_: Call<typeof readDisputeFigures>) {
    const since = new Date(this.clock.nowMs() - figuresOfMs);
    const { answered, median } = await this.store.figures(this.database, since);
    if (answered < smallestGroup) return { answered: null, medianWorkingMinutes: null };
    return { answered, medianWorkingMinutes: median };
  }

  private async asked(memberId: string, disputeId: string) {
    const found = (await this.read.mine(this.database, memberId)).find((d) => d.id === disputeId);
    if (found === undefined) throw new ProblemError(problems.notFound);
    return found;
  }
}

function cursorOf(text: string): { askedAt: Date; id: string } {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  const askedAt = new Date(match?.[1] ?? NaN);
  if (!match?.[2] || Number.isNaN(askedAt.getTime()))
    throw new ProblemError(problems.invalid, {
      errors: [{ pointer: 'query/cursor', message: 'is not a cursor' }],
    });
  return { askedAt, id: match[2] };
}

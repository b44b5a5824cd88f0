import { Injectable } from '@nestjs/common';
import { problems, type RouteInput } from '@vigil/shared/contract';
import { defang, largestMailBytes, reportDiffers, type sendReport } from '@vigil/shared/reports';
import { createHash, randomUUID } from 'node:crypto';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { PracticeMailsService } from '../simulations/practice-mails.service.js';
import { AnswersService } from './answers.service.js';
import { GroupsStore } from './groups.store.js';
import type { MailFacts } from './mail-facts.js';
import { MailReader } from './mail-reader.js';
import { MailsStore } from './mails.store.js';
import { ReportLimit } from './report-limit.js';
import { ReportsStore } from './reports.store.js';
import { type GroupRow, isDecided } from './reports.types.js';

type Given = RouteInput<typeof sendReport>['body'];
interface Arrival {
  readonly reporterId: string;
  readonly given: Given;
  readonly bodyHash: Buffer;
  readonly original: Buffer | null;
  readonly facts: MailFacts | null;
  readonly at: Date;
}
const longestTitle = 200;

/** Takes reports. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly database: Database,
    private readonly store: ReportsStore,
    private readonly groups: GroupsStore,
    private readonly mails: MailsStore,
    private readonly reader: MailReader,
    private readonly answers: AnswersService,
    private readonly practice: PracticeMailsService,
    private readonly people: PeopleReadModel,
    private readonly limit: ReportLimit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a report, once, however often it is sent.
   *
   * @returns its id
   * @throws ProblemError `report-differs`, `too-large`, `too-many`, or `invalid` where the mail is no base64
   */
  async send(reporterId: string, given: Given): Promise<string> {
    const original = given.mail === null ? null : decoded(given.mail.base64);
    const bodyHash = hashOf(given, original);
    const known = await this.store.find(this.database, reporterId, given.id);
    if (known !== null) return sameAs(known, bodyHash);
    await this.limit.count(reporterId);
    const facts = original === null ? null : await this.read(reporterId, original);
    const arrival = { reporterId, given, bodyHash, original, facts, at: this.clock.now() };
    return this.database.transaction((tx) => this.take(tx, arrival));
  }

  private async read(reporterId: string, original: Buffer): Promise<MailFacts> {
    const member = (await this.people.membersById(this.database, [reporterId])).get(reporterId);
    return this.reader.read(original, reporterId, member === undefined ? [] : [member.email, member.name]);
  }

  private async take(tx: Tx, arrival: Arrival): Promise<string> {
    const { reporterId, given, bodyHash, at } = arrival;
    const id = await this.store.claim(tx, { reporterId, clientId: given.id, bodyHash, createdAt: at });
    if (id === null) {
      const known = await this.store.find(tx, reporterId, given.id);
      if (known === null) throw new Error('a report is neither new nor known');
      return sameAs(known, bodyHash);
    }
    if (await this.isPractice(tx, arrival)) {
      // what was said with it is not kept: it may tell what the person did
      await this.store.answer(tx, [{ id, minutes: null, workingMinutes: null }], at);
      this.outbox.append(tx, 'report.changed', [reporterId]);
      return id;
    }
    const group = await this.groupFor(tx, arrival);
    const again = await this.store.place(tx, id, group.id, given.kind, given.text);
    await this.keepMail(tx, group.id, arrival);
    if (again || isDecided(group.state)) await this.answerAtOnce(tx, group, id, at);
    this.outbox.append(tx, 'report.arrived', await this.people.withRole(tx, 'security'));
    return id;
  }

  private async isPractice(tx: Tx, { reporterId, facts, at }: Arrival): Promise<boolean> {
    if (facts?.practice == null) return false;
    const { to, sentAtMs } = facts.practice;
    const recipients = await this.people.resolveByEmail(tx, to);
    if (![...recipients.values()].includes(reporterId)) return false;
    return this.practice.report(tx, { memberId: reporterId, sentAtMs, reportedAtMs: at.getTime() });
  }

  /** The group of the same mail, else a new one. Only mails group themselves: people speak each for themselves. */
  private async groupFor(tx: Tx, { given, facts, at }: Arrival): Promise<GroupRow> {
    const id = randomUUID();
    if (given.kind === 'mail' && facts !== null) {
      const keys = facts.keys.map((key) => Buffer.from(key, 'hex'));
      const known = (await this.groups.byKeys(tx, keys, id)) ?? (await this.claimed(tx, keys, id));
      if (known !== id) return this.joined(tx, known, keys);
    }
    const title = facts?.view.subject || facts?.view.from || defang(given.text);
    await this.groups.create(tx, {
      id,
      kind: given.kind,
      title: title.slice(0, longestTitle),
      createdAt: at,
    });
    return { id, kind: given.kind, state: 'new', verdictNo: 0, provedNo: null, mergedInto: null };
  }

  private async claimed(tx: Tx, keys: readonly Buffer[], id: string): Promise<string> {
    if ((await this.groups.claimKeys(tx, keys, id)) === keys.length) return id;
    // somebody with the same mail was a moment faster
    const first = await this.groups.byKeys(tx, keys, id);
    if (first === null) throw new Error('a key of a mail belongs to nobody');
    await this.groups.repoint(tx, id, first);
    return first;
  }

  private async joined(tx: Tx, id: string, keys: readonly Buffer[]): Promise<GroupRow> {
    const found = await this.groups.lock(tx, id);
    const group = found?.mergedInto ? await this.groups.lock(tx, found.mergedInto) : found;
    if (group === null) throw new Error('a group of reports is gone');
    await this.groups.claimKeys(tx, keys, group.id);
    return group;
  }

  private async keepMail(tx: Tx, groupId: string, { original, facts, at }: Arrival): Promise<void> {
    if (original === null || facts === null) return;
    const sha256 = createHash('sha256').update(original).digest();
    await this.mails.keep(tx, groupId, { original, sha256, view: facts.view }, at);
  }

  private async answerAtOnce(tx: Tx, group: GroupRow, reportId: string, at: Date): Promise<void> {
    const reports = (await this.store.ofGroup(tx, group.id)).filter((report) => report.id === reportId);
    const { id: groupId, provedNo } = group;
    await this.answers.give(tx, { groupId, provedNo, disprovedNo: null, reports, by: null, at });
  }
}

function decoded(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  // what is no base64 is passed over in decoding, and missing afterwards
  if (bytes.length === 0 || bytes.length !== (base64.length / 4) * 3 - padding)
    throw new ProblemError(problems.invalid, {
      errors: [{ pointer: '/mail/base64', message: 'is not base64' }],
    });
  if (bytes.length > largestMailBytes) throw new ProblemError(problems.tooLarge);
  return bytes;
}

function hashOf({ kind, text }: Given, original: Buffer | null): Buffer {
  const hash = createHash('sha256').update(JSON.stringify([kind, text, original !== null]));
  if (original !== null) hash.update(original);
  return hash.digest();
}

function sameAs(known: { id: string; bodyHash: Buffer }, bodyHash: Buffer): string {
  if (!known.bodyHash.equals(bodyHash)) throw new ProblemError(reportDiffers);
  return known.id;
}

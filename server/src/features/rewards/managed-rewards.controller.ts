import { Controller } from '@nestjs/common';
import {
  addReward,
  changeReward,
  decideRewardRequest,
  exportRewardRequests,
  listManagedRewards,
  listRewardRequests,
  type RewardRequest,
} from '@vigil/shared/rewards';
import { stringify } from 'csv-stringify/sync';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { pageByNumber } from '../../platform/http/number-pages.js';
import { CatalogueService } from './catalogue.service.js';
import { requestCursor } from './request-cursor.js';
import { RequestsService } from './requests.service.js';
import { RequestsStore } from './requests.store.js';
import { RewardsReadModel } from './rewards.read-model.js';
import { RewardsStore } from './rewards.store.js';

const mostExported = 10_000;
const header = ['asked_at', 'state', 'reward', 'coins', 'person', 'email', 'department', 'words'];

/** The catalogue and the requests, for those who look after them. */
@Controller()
export class ManagedRewardsController {
  constructor(
    private readonly database: Database,
    private readonly rewards: RewardsStore,
    private readonly catalogue: CatalogueService,
    private readonly requests: RequestsStore,
    private readonly service: RequestsService,
    private readonly read: RewardsReadModel,
    private readonly audit: AuditLog,
  ) {}

  @Handles(listManagedRewards)
  async list(_: Call<typeof listManagedRewards>) {
    return { items: await this.rewards.all(this.database) };
  }

  @Handles(addReward)
  async add({ principal, body }: Call<typeof addReward>) {
    return this.catalogue.add(principal, body);
  }

  @Handles(changeReward)
  async change({ principal, params, body }: Call<typeof changeReward>) {
    const { revision, ...draft } = body;
    return this.catalogue.change(principal, params.rewardId, revision, draft);
  }

  @Handles(listRewardRequests)
  async asked({ principal, query }: Call<typeof listRewardRequests>) {
    const after = requestCursor(query.cursor);
    const rows = await this.requests.page(this.database, { view: query.view }, query.limit + 1, after);
    return pageByNumber(await this.read.withPeople(this.database, rows, principal.memberId), query.limit);
  }

  @Handles(decideRewardRequest)
  async decide({ principal, params, body }: Call<typeof decideRewardRequest>): Promise<undefined> {
    await this.service.decide(principal, params.requestId, body);
  }

  /** To take requests along is itself a line of the audit log. */
  @Handles(exportRewardRequests)
  async export({ principal, query, http }: Call<typeof exportRewardRequests>) {
    const requests = await this.database.transaction(async (tx) => {
      const subject = { kind: 'reward-request' as const, id: 'rewards.csv' };
      this.audit.record(tx, { by: principal, act: 'reward-requests.exported', subject, after: query });
      const rows = await this.requests.page(tx, { view: query.view }, mostExported);
      return this.read.withPeople(tx, rows, principal.memberId);
    });
    http.setHeader('content-disposition', 'attachment; filename="rewards.csv"');
    return stringify([header, ...requests.map(lineOf)], { escape_formulas: true });
  }
}

function lineOf({
  askedAt,
  state,
  title,
  price,
  person,
  email,
  words,
}: RewardRequest & { readonly email: string }) {
  return [askedAt, state, title, price, person.name, email, person.department, words ?? ''];
}

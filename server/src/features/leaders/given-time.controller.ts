import { Controller } from '@nestjs/common';
import {
  giveTime,
  listMyGivenTime,
  listTimeForMe,
  type MyGivenTime,
  withdrawTime,
} from '@vigil/shared/leaders';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { FacesReadModel } from '../people/faces.read-model.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { GivenTimeService } from './given-time.service.js';
import { GivenTimeStore, type TimeRow } from './given-time.store.js';

/** Time for security: a leader's to give, and for everybody of the department to read. */
@Controller()
export class GivenTimeController {
  constructor(
    private readonly database: Database,
    private readonly store: GivenTimeStore,
    private readonly service: GivenTimeService,
    private readonly people: PeopleReadModel,
    private readonly faces: FacesReadModel,
  ) {}

  @Handles(listMyGivenTime)
  async mine({ principal: { memberId } }: Call<typeof listMyGivenTime>) {
    const [led, departments, { first, last }, rows] = await Promise.all([
      this.people.leadsOf(this.database, memberId),
      this.people.departments(this.database),
      this.service.days(this.database),
      this.store.givenBy(this.database, memberId),
    ]);
    return {
      departments: departments.filter(({ id }) => led.includes(id)).map(({ id, name }) => ({ id, name })),
      firstDay: first,
      lastDay: last,
      items: rows.map((row) => shown(row, departments)),
    };
  }

  @Handles(giveTime)
  async give({ principal, body }: Call<typeof giveTime>) {
    const row = await this.service.give(principal, body);
    return shown(row, await this.people.departments(this.database));
  }

  @Handles(withdrawTime)
  async withdraw({ principal, params }: Call<typeof withdrawTime>) {
    await this.service.withdraw(principal, params.timeId);
    return undefined;
  }

  @Handles(listTimeForMe)
  async forMe({ principal: { memberId } }: Call<typeof listTimeForMe>) {
    const departmentId = (await this.people.membersById(this.database, [memberId])).get(
      memberId,
    )?.departmentId;
    if (departmentId == null) return { items: [] };
    const { first } = await this.service.days(this.database);
    const rows = await this.store.givenTo(this.database, departmentId, first);
    const leaders = rows.map(({ leaderId }) => leaderId);
    const seen = await this.faces.seen(this.database, leaders, []);
    const nameOf = (id: string): string | null => {
      const face = seen.get(id)?.face;
      return face && !face.pseudonym ? face.name : null;
    };
    return { items: rows.map((row) => ({ id: row.id, by: nameOf(row.leaderId), ...told(row) })) };
  }
}

const told = ({ minutes, day, words, withdrawnAt }: TimeRow) => ({
  ...{ minutes, day, words, withdrawn: withdrawnAt !== null },
});

function shown(
  row: TimeRow,
  departments: readonly { readonly id: string; readonly name: string }[],
): MyGivenTime {
  const department = departments.find(({ id }) => id === row.departmentId)?.name ?? '';
  return { id: row.id, department, ...told(row) };
}

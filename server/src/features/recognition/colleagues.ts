import { Injectable } from '@nestjs/common';
import type { Colleague } from '@vigil/shared/recognition';
import { Database } from '../../platform/db/database.js';
import { SealBroken, Sealer } from '../../platform/secrets/sealer.js';
import { PeopleReadModel } from '../people/people.read-model.js';

const most = 8;

/** Colleagues to choose from. Each is named by a handle that only its reader can use, so that no id leaves the server. */
@Injectable()
export class Colleagues {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleReadModel,
    private readonly sealer: Sealer,
  ) {}

  /** By a part of the name; the reader is not among them. */
  async find(readerId: string, words: string): Promise<Colleague[]> {
    const [found, departments] = await Promise.all([
      this.people.byName(this.database, words, most + 1),
      this.people.departments(this.database),
    ]);
    const nameOf = new Map(departments.map(({ id, name }) => [id, name]));
    return found
      .filter(({ id }) => id !== readerId)
      .slice(0, most)
      .map(({ id, name, departmentId }) => ({
        handle: this.handleOf(id, readerId),
        name,
        department: nameOf.get(departmentId ?? '') ?? '',
      }));
  }

  handleOf(memberId: string, readerId: string): string {
    return this.sealer.seal(memberId, purposeOf(readerId)).toString('base64url');
  }

  /** Whom a handle means to its reader; null when it opens for somebody else, or was made up. */
  memberOf(handle: string, readerId: string): string | null {
    try {
      return this.sealer.open(Buffer.from(handle, 'base64url'), purposeOf(readerId));
    } catch (error) {
      if (error instanceof SealBroken) return null;
      throw error;
    }
  }
}

const purposeOf = (readerId: string): string => `colleague of ${readerId}`;

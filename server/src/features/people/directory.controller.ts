import { Controller } from '@nestjs/common';
import {
  addMember,
  createLink,
  createLinksCsv,
  importPeople,
  listMembers,
  type Member,
  previewImport,
  readMember,
  updateMember,
} from '@vigil/shared/people';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import type { DirectoryMember } from './directory.store.js';
import { DirectoryService } from './directory.service.js';
import { ImportService } from './import.service.js';
import { LinksService } from './links.service.js';

/** People over HTTP: the directory, imports, one-time links. */
@Controller()
export class DirectoryController {
  constructor(
    private readonly directory: DirectoryService,
    private readonly imports: ImportService,
    private readonly links: LinksService,
  ) {}

  @Handles(listMembers)
  async list({ principal, query }: Call<typeof listMembers>) {
    const { items, nextCursor } = await this.directory.list(principal, query);
    return { items: items.map(presented), nextCursor };
  }

  @Handles(readMember)
  async one({ principal, params }: Call<typeof readMember>) {
    return presented(await this.directory.one(principal, params.memberId));
  }

  @Handles(addMember)
  async add({ principal, body }: Call<typeof addMember>) {
    return presented(await this.directory.add(principal, body));
  }

  @Handles(updateMember)
  async update({ principal, params, body }: Call<typeof updateMember>) {
    return presented(await this.directory.update(principal, params.memberId, body));
  }

  @Handles(previewImport)
  async preview({ body }: Call<typeof previewImport>) {
    return this.imports.preview(body.csv);
  }

  @Handles(importPeople)
  async import({ principal, body }: Call<typeof importPeople>) {
    return this.imports.import(principal, body.csv);
  }

  @Handles(createLinksCsv)
  async linksCsv({ principal, http }: Call<typeof createLinksCsv>) {
    const csv = await this.links.createCsv(principal);
    http.setHeader('content-disposition', 'attachment; filename="links.csv"');
    return csv;
  }

  @Handles(createLink)
  async link({ principal, params }: Call<typeof createLink>) {
    const { url, expiresAt } = await this.links.create(principal, params.memberId);
    return { url, expiresAt: expiresAt.toISOString() };
  }
}

function presented(member: DirectoryMember): Member {
  const { departmentId, departmentName, leads, deactivatedAt, resetRequestedAt, ...same } = member;
  return {
    ...same,
    leads: [...leads],
    department: departmentId === null ? null : { id: departmentId, name: departmentName ?? '' },
    deactivatedAt: deactivatedAt?.toISOString() ?? null,
    resetRequestedAt: resetRequestedAt?.toISOString() ?? null,
  };
}

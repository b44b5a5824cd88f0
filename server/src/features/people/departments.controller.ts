import { Controller } from '@nestjs/common';
import { addDepartment, listDepartments, removeDepartment, updateDepartment } from '@vigil/shared/people';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { DepartmentsService } from './departments.service.js';

/** Departments over HTTP. */
@Controller()
export class DepartmentsController {
  constructor(private readonly departments: DepartmentsService) {}

  @Handles(listDepartments)
  async list(_: Call<typeof listDepartments>) {
    return { items: await this.departments.list() };
  }

  @Handles(addDepartment)
  async add({ principal, body }: Call<typeof addDepartment>) {
    return this.departments.add(principal, body.name, body.parentId);
  }

  @Handles(updateDepartment)
  async update({ principal, params, body }: Call<typeof updateDepartment>) {
    return this.departments.update(principal, params.departmentId, body);
  }

  @Handles(removeDepartment)
  async remove({ principal, params }: Call<typeof removeDepartment>) {
    await this.departments.remove(principal, params.departmentId);
    return undefined;
  }
}

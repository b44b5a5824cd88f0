import { z } from 'zod';
import { id, nothing, only, plainText, problem, route } from '../contract/index.js';

const people = 'People';
export const department = z
  .object({ id, name: z.string(), parentId: id.nullable(), people: z.number().int() })
  .meta({ id: 'Department' });
export type Department = z.infer<typeof department>;
export const departmentInUse = problem('department-in-use', 409, 'People or departments still belong to it.');
export const departmentTaken = problem(
  'department-taken',
  409,
  'A department of this name is there already.',
);
export const departmentCircle = problem('department-circle', 409, 'A department cannot stand below itself.');
export const listDepartments = route({
  method: 'GET',
  path: '/api/departments',
  tag: people,
  access: only('security', 'administrator', 'leader'),
  summary: 'Departments as a tree',
  response: z.object({ items: z.array(department) }),
});
export const addDepartment = route({
  method: 'POST',
  path: '/api/departments',
  tag: people,
  access: only('administrator'),
  summary: 'Add a department',
  body: z.strictObject({ name: plainText(120), parentId: id.nullable().default(null) }),
  response: department,
  status: 201,
  problems: [departmentTaken],
});
export const updateDepartment = route({
  method: 'PATCH',
  path: '/api/departments/:departmentId',
  tag: people,
  access: only('administrator'),
  summary: 'Rename or move a department',
  params: z.strictObject({ departmentId: id }),
  body: z.strictObject({ name: plainText(120).optional(), parentId: id.nullable().optional() }),
  response: department,
  problems: [departmentTaken, departmentCircle],
});
export const removeDepartment = route({
  method: 'DELETE',
  path: '/api/departments/:departmentId',
  tag: people,
  access: only('administrator'),
  summary: 'Remove an empty department',
  params: z.strictObject({ departmentId: id }),
  response: nothing,
  status: 204,
  problems: [departmentInUse],
});

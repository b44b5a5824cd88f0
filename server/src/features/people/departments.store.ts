import { Injectable } from '@nestjs/common';
import { type Department, departmentKey } from '@vigil/shared/people';
import { codeOf, type Sql, type Tx } from '../../platform/db/database.js';

const select = `SELECT d.id, d.name, d.parent_id AS "parentId",
  (SELECT count(*)::int FROM member m WHERE m.department_id = d.id AND m.deactivated_at IS NULL) AS people FROM department d`;

/** Rows of `department`. */
@Injectable()
export class DepartmentsStore {
  async list(sql: Sql): Promise<Department[]> {
    return sql.query<Department>(`${select} ORDER BY d.name_key`);
  }

  async find(sql: Sql, departmentId: string): Promise<Department | null> {
    const [found] = await sql.query<Department>(`${select} WHERE d.id = $1`, [departmentId]);
    return found ?? null;
  }

  /** Ids by folded name. */
  async byNames(sql: Sql, names: readonly string[]): Promise<Map<string, string>> {
    const rows = await sql.query<{ key: string; id: string }>(
      `SELECT name_key AS key, id FROM department WHERE name_key = ANY($1::text[])`,
      [[...new Set(names.map(departmentKey))]],
    );
    return new Map(rows.map((row) => [row.key, row.id]));
  }

  /** Of these ids, those that name no department. */
  async unknown(sql: Sql, ids: readonly string[]): Promise<string[]> {
    const rows = await sql.query<{ id: string }>(
      `SELECT v AS id FROM unnest($1::uuid[]) v WHERE NOT EXISTS (SELECT 1 FROM department d WHERE d.id = v)`,
      [ids],
    );
    return rows.map((row) => row.id);
  }

  /** @returns ids by folded name */
  async insert(
    tx: Tx,
    names: readonly string[],
    parentId: string | null = null,
  ): Promise<Map<string, string>> {
    const rows = await tx.query<{ key: string; id: string }>(
      `INSERT INTO department (name, name_key, parent_id) SELECT n, k, $3::uuid FROM unnest($1::text[], $2::text[]) v (n, k)
       RETURNING name_key AS key, id`,
      [names, names.map(departmentKey), parentId],
    );
    return new Map(rows.map((row) => [row.key, row.id]));
  }

  async update(tx: Tx, departmentId: string, name: string, parentId: string | null): Promise<void> {
    await tx.query(`UPDATE department SET name = $2, name_key = $3, parent_id = $4 WHERE id = $1`, [
      departmentId,
      name,
      departmentKey(name),
      parentId,
    ]);
  }

  /** Whether `departmentId` is `belowId` or stands above it. */
  async stands(tx: Tx, departmentId: string, belowId: string): Promise<boolean> {
    const rows = await tx.query(
      `WITH RECURSIVE up (id, parent_id) AS (
         SELECT id, parent_id FROM department WHERE id = $2
         UNION SELECT d.id, d.parent_id FROM department d JOIN up ON d.id = up.parent_id)
       SELECT 1 FROM up WHERE id = $1`,
      [departmentId, belowId],
    );
    return rows.length > 0;
  }

  /** @returns false when people, departments, or anybody's history still name it */
  async remove(tx: Tx, departmentId: string): Promise<boolean> {
    await tx.query(`DELETE FROM leadership WHERE department_id = $1`, [departmentId]);
    try {
      await tx.query(`DELETE FROM department WHERE id = $1`, [departmentId]);
      return true;
    } catch (error) {
      if (codeOf(error) === '23503') return false;
      throw error;
    }
  }
}

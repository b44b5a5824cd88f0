import { Injectable } from '@nestjs/common';
import type { ManagedReward, Reward, RewardDraft } from '@vigil/shared/rewards';
import type { Sql, Tx } from '../../platform/db/database.js';

const columns = `id, title, text, picture, price, stock, taken, needs_approval AS "needsApproval", visibility, revision`;
const values = ({ title, text, picture, price, stock, needsApproval, visibility }: RewardDraft) => [
  title,
  text,
  picture,
  price,
  stock,
  needsApproval,
  visibility,
];

/** Rows of `reward`: the catalogue, and how much of it is taken. */
@Injectable()
export class RewardsStore {
  /** What is shown, the cheapest first. */
  async shown(sql: Sql): Promise<Reward[]> {
    return sql.query<Reward>(
      `SELECT id, title, text, picture, price, stock - taken AS left, needs_approval AS "needsApproval"
       FROM reward WHERE visibility = 'shown' ORDER BY price, title, id`,
    );
  }

  /** The whole catalogue: what is shown, then drafts, then what was. */
  async all(sql: Sql): Promise<ManagedReward[]> {
    return sql.query<ManagedReward>(
      `SELECT ${columns} FROM reward ORDER BY array_position('{shown,draft,retired}', visibility), price, title, id`,
    );
  }

  async find(sql: Sql, id: string): Promise<ManagedReward | null> {
    const [row] = await sql.query<ManagedReward>(`SELECT ${columns} FROM reward WHERE id = $1`, [id]);
    return row ?? null;
  }

  async lock(tx: Tx, id: string): Promise<ManagedReward | null> {
    const [row] = await tx.query<ManagedReward>(
      `SELECT ${columns} FROM reward WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row ?? null;
  }

  async add(tx: Tx, draft: RewardDraft, now: Date): Promise<ManagedReward> {
    const [row] = await tx.query<ManagedReward>(
      `INSERT INTO reward (title, text, picture, price, stock, needs_approval, visibility, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${columns}`,
      [...values(draft), now],
    );
    if (row === undefined) throw new Error('a reward was not written');
    return row;
  }

  /** The row is locked already. */
  async change(tx: Tx, id: string, draft: RewardDraft): Promise<ManagedReward> {
    const [row] = await tx.query<ManagedReward>(
      `UPDATE reward SET title = $1, text = $2, picture = $3, price = $4, stock = $5, needs_approval = $6, visibility = $7,
         revision = revision + 1 WHERE id = $8 RETURNING ${columns}`,
      [...values(draft), id],
    );
    if (row === undefined) throw new Error('a reward is gone');
    return row;
  }

  /**
   * Takes one, if it is offered at that price and one is left: looked at and taken in one statement, so that of all who
   * press at once nobody gets what is not there.
   *
   * @returns whether somebody has to agree; null when nothing was taken
   */
  async take(tx: Tx, id: string, price: number): Promise<{ needsApproval: boolean } | null> {
    const [row] = await tx.query<{ needsApproval: boolean }>(
      `UPDATE reward SET taken = taken + 1 WHERE id = $1 AND price = $2 AND visibility = 'shown' AND (stock IS NULL OR taken < stock)
       RETURNING needs_approval AS "needsApproval"`,
      [id, price],
    );
    return row ?? null;
  }

  /** Puts one back. */
  putBack(tx: Tx, id: string): void {
    tx.write(`UPDATE reward SET taken = taken - 1 WHERE id = $1`, [id]);
  }
}

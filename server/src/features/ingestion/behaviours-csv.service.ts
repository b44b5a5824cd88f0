import { Injectable } from '@nestjs/common';
import { rulesetAt } from '@vigil/shared/points';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import type { LineFault } from '../../platform/csv/read-csv.js';
import { Database, type Sql, type Tx } from '../../platform/db/database.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import { internalSource } from '../behaviours/behaviours.types.js';
import { RulesetsStore } from '../points/rulesets.store.js';
import { type CsvFact, readBehavioursCsv } from './behaviours-csv.js';
import { FactLookup } from './fact-lookup.js';
import { ParkedStore } from './parked.store.js';
import { recordable, type StatedFact } from './stated-fact.js';

/** Lines that cannot be taken: nothing of the file was. */
export class BehavioursCsvUnreadable extends Error {
  constructor(readonly lines: readonly LineFault[]) {
    super('the file cannot be taken');
  }
}

interface Sorted {
  readonly known: { readonly fact: StatedFact; readonly memberId: string }[];
  readonly repeated: number;
  readonly unknown: StatedFact[];
  readonly clashes: LineFault[];
}

const perRecord = 1_000;

/** Training and habits by file: a preview, and an import that takes all lines or none. */
@Injectable()
export class BehavioursCsvService {
  constructor(
    private readonly database: Database,
    private readonly rulesets: RulesetsStore,
    private readonly lookup: FactLookup,
    private readonly behaviours: BehavioursService,
    private readonly parked: ParkedStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async preview(csv: string) {
    const { facts, errors } = await this.read(this.database, csv);
    const sorted = await this.sort(this.database, facts);
    const faults = [...errors, ...sorted.clashes];
    const kinds = new Map<string, number>();
    for (const { fact } of facts) kinds.set(fact.kind, (kinds.get(fact.kind) ?? 0) + 1);
    return {
      counts: {
        ready: sorted.known.length,
        repeated: sorted.repeated,
        unknown: sorted.unknown.length,
        errors: faults.length,
      },
      kinds: [...kinds].sort().map(([kind, items]) => ({ kind, items })),
      unknown: [...new Set(sorted.unknown.map((f) => f.address ?? ''))].sort().slice(0, 100),
      errors: faults,
    };
  }

  /** @throws BehavioursCsvUnreadable */
  async import(by: Actor, csv: string) {
    return this.database.transaction(async (tx) => {
      const { facts, errors } = await this.read(tx, csv);
      const sorted = await this.sort(tx, facts);
      const faults = [...errors, ...sorted.clashes];
      if (faults.length > 0) throw new BehavioursCsvUnreadable(faults);
      const { recorded, points } = await this.record(tx, sorted.known);
      await this.parked.park(tx, internalSource, sorted.unknown);
      this.audit.record(tx, {
        by,
        act: 'behaviours.imported',
        subject: { kind: 'file', id: 'behaviours' },
        after: { recorded, repeated: sorted.repeated, parked: sorted.unknown.length, points },
      });
      return { recorded, repeated: sorted.repeated, parked: sorted.unknown.length, points };
    });
  }

  private async record(tx: Tx, known: Sorted['known']): Promise<{ recorded: number; points: number }> {
    // members in one order over all pieces, so that two imports cannot block each other
    const ordered = [...known].sort(
      (a, b) => compare(a.memberId, b.memberId) || a.fact.occurredAtMs - b.fact.occurredAtMs,
    );
    let points = 0;
    for (let i = 0; i < ordered.length; i += perRecord) {
      const piece = ordered.slice(i, i + perRecord);
      const outcomes = await this.behaviours.record(
        tx,
        piece.map(({ fact, memberId }) => recordable(fact, internalSource, memberId)),
      );
      for (const outcome of outcomes) if (outcome.status === 'recorded') points += outcome.points;
    }
    return { recorded: ordered.length, points };
  }

  private async read(sql: Sql, csv: string) {
    const nowMs = this.clock.nowMs();
    const { rules } = rulesetAt(await this.rulesets.all(sql), nowMs);
    // what a simulator tells becomes points through a case alone
    const kinds = new Set(rules.map((r) => r.kind).filter((k) => !k.startsWith('simulation.')));
    return readBehavioursCsv(csv, { kinds, nowMs });
  }

  private async sort(sql: Sql, facts: readonly CsvFact[]): Promise<Sorted> {
    const stated = facts.map((f) => f.fact);
    const distinct = [...new Set(stated)];
    const found = await this.lookup.find(internalSource, distinct, sql);
    const standing = await this.lookup.standing(sql, internalSource, distinct);
    const lines = new Map(facts.map((f) => [f.fact, f.line]));
    const sorted = { known: [], unknown: [], clashes: [] } as Pick<Sorted, 'known' | 'unknown' | 'clashes'>;
    let repeated = stated.length - distinct.length;
    for (const { fact, memberId, parkedHash } of found) {
      const hash = standing(fact)?.bodyHash ?? (memberId === null ? parkedHash : null) ?? null;
      const clash = [standing(fact)?.bodyHash, parkedHash].find((h) => h && !h.equals(fact.bodyHash));
      if (clash) {
        const message = 'was used before, for something else';
        sorted.clashes.push({ line: lines.get(fact) ?? 0, column: 'natural_key', message });
      } else if (hash !== null) repeated++;
      else if (memberId === null) sorted.unknown.push(fact);
      else sorted.known.push({ fact, memberId });
    }
    return { ...sorted, repeated };
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

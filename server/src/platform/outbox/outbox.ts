import { Injectable } from '@nestjs/common';
import { column } from '../db/columns.js';
import type { Tx } from '../db/database.js';

/** Something that follows from committed changes: boards, notices. It learns who, and reads the present state itself. */
export interface OutboxConsumer {
  readonly name: string;
  /** Past-tense facts it follows, `points.changed`. */
  readonly topics: readonly string[];
  /** One process at a time does the work; the others stand by. */
  readonly exclusive: boolean;
  /** Least rest between two batches in milliseconds, longer after a long one: what arrives meanwhile is handled together. */
  readonly intervalMs: number;
  /** How many subjects a batch may have, about; 2,000 where it is not said. */
  readonly mostSubjects?: number;
  /**
   * Applies the present state of the subjects. Called at least once for every committed row; may be called again.
   * @throws to have the batch tried again later, row by row, and then subject by subject
   */
  handle(batch: readonly HeardFact[]): Promise<void>;
}

/** Thrown by a consumer that cannot work at all just now (its store is away): everything waits, no row is to blame. */
export class NotNow extends Error {}

/** Who or what changed, never how much. Distinct within a batch. */
export interface OutboxFact {
  readonly topic: string;
  readonly subject: string;
}
/** The same as a consumer hears it. */
export interface HeardFact extends OutboxFact {
  /** What changed lies after this number, by the producer's own counting; null when it was not said. */
  readonly since: number | null;
  /** Number of the row that says so. Of two about one subject that is locked while word is left, the later has the higher. */
  readonly row: number;
}

/** So that a batch of a consumer stays one that it can handle, whatever a transaction was about. */
const mostPerRow = 500;
const same = (text: string): string => text;

/**
 * Where transactions leave word of what changed. A row for each consumer, so that one that fails stops no other, and one
 * for all that the transaction was about: many people's awards share a commit, and a row for each would cost more than
 * they do.
 */
@Injectable()
export class Outbox {
  private readonly registered: OutboxConsumer[] = [];
  private readonly listeners: ((consumer: string) => void)[] = [];
  private readonly heralds: { topic: string; tell: (subjects: readonly string[]) => void }[] = [];

  register(consumer: OutboxConsumer): void {
    if (this.registered.some((c) => c.name === consumer.name))
      throw new Error(`consumer ${consumer.name} is there twice`);
    this.registered.push(consumer);
  }

  get consumers(): readonly OutboxConsumer[] {
    return this.registered;
  }

  /**
   * Leaves word within the transaction; relays are woken after its commit.
   * @param since a number after which all lies that changed
   */
  append(tx: Tx, topic: string, subjects: readonly string[], since: string | null = null): void {
    if (subjects.length === 0) return;
    for (const herald of this.heralds)
      if (herald.topic === topic) tx.afterCommit(() => herald.tell(subjects));
    const consumers = this.registered.filter((c) => c.topics.includes(topic)).map((c) => c.name);
    if (consumers.length === 0) return;
    tx.write(
      `INSERT INTO outbox (consumer, topic, subjects, since)
       SELECT consumer, $1, subjects::text[], $4 FROM unnest($2::text[]) consumer, unnest($3::text[]) subjects`,
      [
        topic,
        column(consumers, same),
        column(inParts([...new Set(subjects)]), (part) => column(part, same)),
        since,
      ],
      'outbox-append',
    );
    tx.afterCommit(() => {
      for (const wake of this.listeners) for (const consumer of consumers) wake(consumer);
    });
  }

  /**
   * Called with what this process has committed word of, right after the commit. It is lost when the process ends just
   * then: for what may be told sooner than a consumer does, never instead.
   */
  onCommitted(topic: string, tell: (subjects: readonly string[]) => void): void {
    this.heralds.push({ topic, tell });
  }

  /** Called with a consumer's name when this process has committed something for it. */
  onAppended(listener: (consumer: string) => void): void {
    this.listeners.push(listener);
  }
}

function inParts(subjects: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(subjects.length / mostPerRow) }, (_, i) =>
    subjects.slice(i * mostPerRow, (i + 1) * mostPerRow),
  );
}

import { Injectable } from '@nestjs/common';
import type { NoticeTeller } from './notices.types.js';

/** Who makes notices of which topic. Features register themselves when their module starts. */
@Injectable()
export class NoticeTellers {
  private readonly tellers: NoticeTeller[] = [];

  /** @throws Error when the kind has a teller already */
  register(teller: NoticeTeller): void {
    if (this.tellers.some(({ kind }) => kind === teller.kind))
      throw new Error(`notices of ${teller.kind} are told twice`);
    this.tellers.push(teller);
  }

  get topics(): readonly string[] {
    return [...new Set(this.tellers.map(({ topic }) => topic))];
  }

  of(topic: string): readonly NoticeTeller[] {
    return this.tellers.filter((teller) => teller.topic === topic);
  }
}

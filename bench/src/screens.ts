import { setTimeout as pause } from 'node:timers/promises';
import { awardRequest } from './award.js';
import type { Company } from './company.js';
import { Connection } from './connection.js';
import type { Audience } from './audience.js';

const connections = 64;
/** Long enough for the last words of an award to have come everywhere. */
const settleMs = 2_000;
const firstOfEvent = 4;
const firstAfterColon = 10;
const [isBoard, isMe, isDelta] = ['b', 'm', 'd'].map((letter) => letter.charCodeAt(0));
/** So much of a delta is read on one screen: the time of its truth stands there. */
const untilAsOf = 300;

/** Milliseconds from an award to what shows it, sorted. */
export interface Seen {
  readonly awards: number;
  /** Until the award itself was answered. */
  readonly answerMs: readonly number[];
  readonly ownMs: readonly number[];
  readonly everyMs: readonly number[];
  /** Frames of boards that came, and that would have come had every screen heard of every version. */
  readonly frames: number;
  readonly expectedFrames: number;
}

interface Award {
  readonly dueMs: number;
  readonly person: number;
  answeredMs: number;
}

/** Watches every screen of a crowd while its people are awarded, one after the other, at a steady pace. */
export class Screens {
  /** When the n-th version since the beginning has come to the last screen so far, and to how many it has. */
  private readonly arrivals: { asOfMs: number; lastMs: number; screens: number }[] = [];
  private readonly waiting = new Map<number, { dueMs: number; left: number }>();
  private readonly ownMs: number[] = [];
  private counts: number[] = [];

  constructor(private readonly crowd: Audience) {
    const [reference] = crowd.screens[0] ?? [];
    reference?.lookAt(untilAsOf);
    let index = 0;
    for (const [person, screens] of crowd.screens.entries())
      for (const screen of screens) {
        const at = index++;
        screen.onEvent = (head) => {
          if (head[firstOfEvent] === isMe) this.own(person, head);
          else if (head[firstOfEvent] === isBoard && head[firstAfterColon] === isDelta) this.delta(at, head);
        };
      }
  }

  async award(company: Company, perSecond: number, seconds: number): Promise<Seen> {
    await pause(settleMs);
    this.counts = Array.from({ length: this.crowd.size }, () => 0);
    this.arrivals.length = 0;
    const awards = await this.paced(company, perSecond, seconds);
    await pause(settleMs);
    const whole = this.arrivals.filter(({ screens }) => screens === this.crowd.size);
    const every = awards.flatMap(({ dueMs, answeredMs }) => {
      const first = whole.find(({ asOfMs }) => asOfMs >= answeredMs);
      return first ? [first.lastMs - dueMs] : [];
    });
    return {
      awards: awards.length,
      answerMs: awards.map(({ dueMs, answeredMs }) => answeredMs - dueMs).sort(ascending),
      ownMs: this.ownMs.sort(ascending),
      everyMs: every.sort(ascending),
      frames: this.arrivals.reduce((sum, { screens }) => sum + screens, 0),
      expectedFrames: this.arrivals.length * this.crowd.size,
    };
  }

  private async paced(company: Company, perSecond: number, seconds: number): Promise<Award[]> {
    const url = new URL(company.administrator.url);
    const free = await Promise.all(Array.from({ length: connections }, () => Connection.open(url)));
    const all = [...free];
    const awards: Award[] = [];
    const pending = new Set<Promise<void>>();
    const startMs = Date.now();
    for (let n = 0; n < perSecond * seconds;) {
      for (; startMs + (n / perSecond) * 1_000 <= Date.now(); n++) {
        const connection = free.pop();
        if (connection === undefined) break;
        const award = {
          dueMs: startMs + (n / perSecond) * 1_000,
          person: n % this.crowd.screens.length,
          answeredMs: 0,
        };
        awards.push(award);
        this.waiting.set(award.person, {
          dueMs: award.dueMs,
          left: this.crowd.screens[award.person]?.length ?? 0,
        });
        const request = awardRequest(company, company.emails[award.person] ?? '');
        const one = connection.send(request).then(({ status }) => {
          if (status >= 300) throw new Error(`an award was answered with ${status}`);
          award.answeredMs = Date.now();
          free.push(connection);
          pending.delete(one);
        });
        pending.add(one);
      }
      await pause(1);
    }
    await Promise.all(pending);
    for (const connection of all) connection.close();
    return awards;
  }

  private own(person: number, head: Buffer): void {
    const waiting = this.waiting.get(person);
    if (waiting === undefined || !head.toString('latin1').includes('"points"')) return;
    if (--waiting.left > 0) return;
    this.waiting.delete(person);
    this.ownMs.push(Date.now() - waiting.dueMs);
  }

  private delta(screen: number, head: Buffer): void {
    const n = this.counts[screen] ?? 0;
    this.counts[screen] = n + 1;
    const arrival = (this.arrivals[n] ??= { asOfMs: NaN, lastMs: 0, screens: 0 });
    arrival.lastMs = Date.now();
    arrival.screens++;
    if (screen === 0)
      arrival.asOfMs = Date.parse(/"asOf":"([^"]+)"/.exec(head.toString('latin1'))?.[1] ?? '');
  }
}

const ascending = (a: number, b: number): number => a - b;

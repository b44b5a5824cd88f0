import { readBoard } from '@vigil/shared/leaderboards';
import { setTimeout as pause } from 'node:timers/promises';
import { type Cluster, type ClusterOptions, startCluster } from '../cluster/cluster.js';
import { checkAccounts, checkFacts } from './checks.js';
import { type Company, foundCompany } from './company.js';
import { illOf, untilHealed } from './healing.js';
import { History } from './history.js';
import { readKept } from './kept.js';
import { type Blow, type Fault, faults, wordsFor } from './plan.js';
import { Random } from './random.js';
import { Screen } from './screen.js';
import { strike } from './strike.js';
import { boardsUnlikeFacts, everybody, looks, untilScreensAgree } from './views.js';
import { type Door, Writers } from './writers.js';

const watchers = 4;
const writers = 6;
/** A server that goes on alone is found by then. */
const graceMs = 7_000;
/** What a server may still have published when it fell silent. */
const lastWordsMs = 1_000;
/** A server that fell silent within a transaction keeps it for half a minute. */
const takenOverWithinMs = 35_000;

/** What became of one blow. */
export interface BlowReport {
  readonly words: string;
  readonly lastedMs: number;
  readonly healedMs: number;
  readonly acknowledged: number;
  readonly refused: number;
}

/** One run: a cluster, a company on it, people who watch and systems that state facts, while things go wrong. */
export class Run {
  readonly history = new History();
  readonly reports: BlowReport[] = [];
  private readonly findings: string[] = [];

  private constructor(
    readonly cluster: Cluster,
    readonly company: Company,
    readonly screens: readonly Screen[],
    private readonly door: Door,
    private readonly random: Random,
  ) {}

  static async start(seed: number, options: ClusterOptions): Promise<Run> {
    const cluster = await startCluster({
      ...options,
      settings: { STANDINGS_EVERY_SECONDS: '2', LOG_LEVEL: 'warn' },
    });
    try {
      const company = await foundCompany(cluster.url, cluster.foundingLink, watchers);
      const screens = company.watchers.flatMap((visitor, i) =>
        looks.map((shown) => new Screen(`screen ${i + 1}`, shown, visitor)),
      );
      const occurredAt = new Date(Date.now() - 1_000).toISOString();
      const door = { url: cluster.url, serviceKey: company.serviceKey, occurredAt };
      return new Run(cluster, company, screens, door, new Random(seed));
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  /** Lets the work go on and strikes as the plan says; ends when the last wound has healed. */
  async unleash(plan: readonly Blow[], say: (line: string) => void = () => undefined): Promise<void> {
    const emails = [...this.company.people.keys()];
    const work = new Writers(this.door, this.history, this.random.stream('work'), emails, writers);
    try {
      for (const blow of plan) {
        await pause(blow.afterMs);
        const report = await this.blow(blow.faults);
        this.reports.push(report);
        say(lineOf(report));
      }
    } finally {
      await work.stop();
    }
  }

  /** Everything that does not hold, in words; empty when all does. */
  async check(): Promise<string[]> {
    const agreed = await untilScreensAgree(this);
    const { kept, accounts } = await readKept(this.cluster.postgres.appUrl);
    const { code, said } = await this.cluster.verify();
    const stated = this.history.facts;
    return [
      ...this.findings,
      ...this.history.surprises,
      ...checkFacts(stated, kept),
      ...checkAccounts(stated, accounts),
      ...agreed,
      ...(await boardsUnlikeFacts(this, this.history)),
      ...(code === 0 ? [] : said.filter((line) => /^(✗|\s{3,})/.test(line) || code !== 1)),
      ...(await illOf(this.cluster.servers)).map((name) => `${name} is not ready`),
    ];
  }

  async stop(): Promise<void> {
    for (const screen of this.screens) screen.close();
    await this.cluster.stop();
  }

  private async blow(struck: readonly Fault[]): Promise<BlowReport> {
    const { history } = this;
    const [acknowledged, refused, startedMs] = [history.acknowledged, history.refused, performance.now()];
    await Promise.all(struck.map((fault) => this.suffer(fault, struck)));
    const endedMs = performance.now();
    const ill = await untilHealed(this.cluster, history);
    const report = {
      words: struck.map(wordsFor).join(', with '),
      lastedMs: Math.round(endedMs - startedMs),
      healedMs: Math.round(performance.now() - endedMs),
      acknowledged: history.acknowledged - acknowledged,
      refused: history.refused - refused,
    };
    if (ill !== null) this.findings.push(`after ${report.words}: ${ill}`);
    if (struck.every(({ name }) => name === 'servers-rolled') && report.refused > report.acknowledged / 1_000)
      this.findings.push(`${report.refused} requests were turned away by a rolling restart`);
    return report;
  }

  /** One fault from its beginning to its end. What the other server can do alone has to go on meanwhile. */
  private async suffer(fault: Fault, among: readonly Fault[]): Promise<void> {
    const begunMs = Date.now();
    const end = await strike(this.cluster, fault);
    await pause(Math.min(fault.lastsMs, graceMs));
    const before = this.history.acknowledged;
    await pause(Math.max(0, fault.lastsMs - graceMs));
    if (among.every(({ name }) => faults[name].serves)) {
      if (fault.lastsMs > 2 * graceMs && this.history.acknowledged === before)
        this.findings.push(`nothing was acknowledged during ${wordsFor(fault)}`);
      if (faults[fault.name].of === 'redis') await this.signIn(fault);
      if (fault.name === 'server-paused' && among.length === 1) await this.takenOver(fault, begunMs);
    }
    await end();
  }

  private async signIn(meanwhile: Fault): Promise<void> {
    try {
      await this.company.signIn();
    } catch (error) {
      this.findings.push(`nobody could sign in during ${wordsFor(meanwhile)}: ${String(error)}`);
    }
  }

  /** Boards move again, by the server that is left, while the other one is still silent. */
  private async takenOver(fault: Fault, begunMs: number): Promise<void> {
    const left = this.cluster.servers[fault.server === 0 ? 1 : 0];
    const untilMs = performance.now() + takenOverWithinMs;
    while (performance.now() < untilMs) {
      const board = await this.company.watchers[0]?.call(readBoard, { query: everybody }, left?.url);
      if (board?.stale === false && Date.parse(board.window.asOf) > begunMs + lastWordsMs) return;
      await pause(250);
    }
    this.findings.push(`nobody took the boards over during ${wordsFor(fault)}`);
  }
}

function lineOf({ words, healedMs, acknowledged, refused }: BlowReport): string {
  const healed = `healed after ${(healedMs / 1_000).toFixed(1)} s`;
  return `${words.padEnd(56)} ${healed.padEnd(20)} ${acknowledged} acknowledged, ${refused} turned away`;
}

import { Injectable } from '@nestjs/common';
import { badSignature, type GophishFact, notADelivery, readGophish } from '@vigil/shared/ingestion';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Clock } from '../../platform/clock/clock.js';
import { Database, isUnavailable, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { SimulationsService } from '../simulations/simulations.service.js';
import { coarse, DeadLettersStore } from './dead-letters.store.js';
import { DeliveryLog, type DeliveryState } from './delivery-log.js';
import { ParkedStore } from './parked.store.js';
import { ServiceKeys, type SharedSecrets } from './service-keys.js';

const tookStepMs = 50;
interface Outcome {
  readonly state: DeliveryState;
  readonly reason: string | null;
}
type GophishEvent = Extract<GophishFact, { is: 'event' }>;

/** Takes GoPhish's webhooks. The body is believed once its signature holds, and is reduced before anything is kept. */
@Injectable()
export class GophishService {
  constructor(
    private readonly database: Database,
    private readonly keys: ServiceKeys,
    private readonly people: PeopleReadModel,
    private readonly simulations: SimulationsService,
    private readonly parked: ParkedStore,
    private readonly deadLetters: DeadLettersStore,
    private readonly deliveries: DeliveryLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves when what the delivery says is committed, or was before.
   * @throws ProblemError `bad-signature`; `not-a-delivery` for what is signed but not GoPhish's format
   */
  async deliver(sourceId: string, body: Buffer, signature: string | undefined): Promise<void> {
    const receivedAt = this.clock.now();
    const startMs = performance.now();
    const note = ({ state, reason }: Outcome) => {
      // in steps, for an event that brings points takes longer
      const tookMs = Math.ceil((performance.now() - startMs) / tookStepMs) * tookStepMs;
      this.deliveries.add({ sourceId, receivedAt, state, reason, bytes: coarse(body.length), tookMs });
    };
    const secrets = await this.keys.secretsOf(sourceId);
    // without a source the same work is done, so that the answer tells nothing about which sources there are
    const signed = isSignedByOne(secrets ?? { present: 'no such source', former: null }, body, signature);
    if (!signed || secrets === null) {
      if (secrets !== null) note({ state: 'refused', reason: badSignature.title });
      throw new ProblemError(badSignature);
    }
    const fact = factOf(body, receivedAt.getTime());
    note(await this.take(sourceId, fact, body, note));
    if (fact.is === 'foreign') throw new ProblemError(notADelivery);
  }

  private async take(
    sourceId: string,
    fact: GophishFact,
    body: Buffer,
    note: (outcome: Outcome) => void,
  ): Promise<Outcome> {
    if (fact.is === 'test') return { state: 'test', reason: null };
    if (fact.is === 'unusable' || fact.is === 'foreign') return this.setAside(sourceId, fact.reason, body);
    try {
      return { state: await this.database.transaction((tx) => this.count(tx, sourceId, fact)), reason: null };
    } catch (error) {
      if (!isUnavailable(error)) note(await this.setAside(sourceId, 'It could not be counted.', body));
      throw error;
    }
  }

  private async count(
    tx: Tx,
    sourceId: string,
    fact: Extract<GophishFact, { is: 'event' | 'campaign' }>,
  ): Promise<DeliveryState> {
    const campaign = { sourceId, campaignExternalId: fact.campaignId };
    if (fact.is === 'campaign') {
      const told = { ...campaign, events: [], campaignCreatedNs: fact.createdNs };
      return (await this.simulations.receive(tx, told)).bettered ? 'counted' : 'seen-before';
    }
    const memberId = await this.memberOf(tx, fact);
    const { emailKey, type, occurredNs } = fact;
    const events = [{ emailKey, memberId, type, occurredNs }];
    const { added, waiting } = await this.simulations.receive(tx, { ...campaign, events });
    if (added === 0) return 'seen-before';
    // one line for what follows is as good as another: more of them would tell how far the stranger went
    if (waiting.length === 0) return 'counted';
    await this.parked.address(tx, sourceId, [fact.address]);
    return 'parked';
  }

  private async memberOf(tx: Tx, fact: GophishEvent): Promise<string | null> {
    const known = await this.people.resolveByEmail(tx, [fact.address]);
    return known.get(fact.emailKey) ?? null;
  }

  private async setAside(sourceId: string, reason: string, body: Buffer): Promise<Outcome> {
    const letter = { sourceId, reason, content: body, bytes: body.length };
    await this.deadLetters.add(this.database, letter);
    return { state: 'dead-letter', reason };
  }
}

function isSignedByOne(
  { present, former }: SharedSecrets,
  body: Buffer,
  signature: string | undefined,
): boolean {
  const byFormer = isSignedBy(former ?? present, body, signature);
  return isSignedBy(present, body, signature) || byFormer;
}

/** In constant time; a missing or garbled signature is compared too. */
export function isSignedBy(secret: string, body: Buffer, signature: string | undefined): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const match = /^sha256=([0-9a-f]{64})$/i.exec(signature ?? '');
  const given = Buffer.from(match?.[1] ?? '00'.repeat(32), 'hex');
  return timingSafeEqual(expected, given) && match !== null;
}

function factOf(body: Buffer, nowMs: number): GophishFact {
  try {
    return readGophish(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)), nowMs);
  } catch {
    return { is: 'foreign', reason: 'The body is not JSON.' };
  }
}

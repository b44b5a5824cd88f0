import {
  type BehaviourInput,
  type BehaviourResult,
  keyReused,
  kindNotAllowed,
  memberUnknown,
  occurredOutOfRange,
} from '@vigil/shared/behaviours';
import { type Problem, problems } from '@vigil/shared/contract';
import { hash } from 'node:crypto';
import { ProblemError } from '../../platform/http/problem-error.js';
import type { DeliveryState } from './delivery-log.js';
import type { StatedItem, StatedResult } from './facts.service.js';

/** The answer to one request, and how the delivery log calls it. */
export interface DoorReply {
  readonly body: BehaviourResult | { items: BehaviourResult[] };
  readonly state: DeliveryState;
}
/** One fact, or a batch of them, as it was posted. */
export interface DoorRequest {
  readonly body: { readonly items: readonly unknown[] } | BehaviourInput;
  readonly rawBody: Buffer;
}

const byType = new Map<string, Problem>(
  [...Object.values(problems), keyReused, kindNotAllowed, memberUnknown, occurredOutOfRange].map((p) => [
    p.type,
    p,
  ]),
);

/** A single fact has been parsed with the request, those of a batch have not: each is judged by itself. */
export const itemsOf = ({ body }: DoorRequest): readonly StatedItem[] =>
  'items' in body ? body.items.map((raw) => ({ raw })) : [{ input: body }];

/** What makes two requests under one key the same: every byte of the body. */
export const requestHash = ({ rawBody }: DoorRequest): Buffer => hash('sha256', rawBody, 'buffer');

/** @throws ProblemError where a single fact is refused; items of a batch are refused one by one */
export function replyOf({ body }: DoorRequest, results: readonly StatedResult[]): DoorReply {
  const state = stateOf(results);
  if ('items' in body) return { body: { items: results.map((r) => r.result) }, state };
  const [single] = results;
  if (!single) throw new ProblemError(problems.internal);
  if (single.result.status !== 'refused') return { body: single.result, state };
  const { type, errors } = single.result.problem;
  throw new ProblemError(byType.get(type) ?? problems.internal, errors ? { errors } : {});
}

function stateOf(results: readonly StatedResult[]): DeliveryState {
  const has = (status: BehaviourResult['status']) => results.some((r) => r.result.status === status);
  if (has('refused')) return 'refused';
  if (has('parked')) return 'parked';
  return results.some((r) => r.isNew) ? 'counted' : 'seen-before';
}

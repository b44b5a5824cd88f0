import { hash } from './hash';
import type { Form, Tone } from './types';

/** The window shapes, one to a form. */
export type WindowKind = 'slit' | 'tall' | 'band' | 'square' | 'arch' | 'pair';

/** `ratio`: floors to columns the form likes; `minColumns`: narrower than this it loses its roof. */
export interface FormRule {
  ratio: number;
  window: WindowKind;
  minColumns: number;
}

/** What makes a form: its proportions and its window. */
export const forms: Readonly<Record<Form, FormRule>> = {
  deco: { ratio: 1.35, window: 'slit', minColumns: 5 },
  vault: { ratio: 1.7, window: 'tall', minColumns: 4 },
  slab: { ratio: 1.5, window: 'band', minColumns: 4 },
  saw: { ratio: 0.5, window: 'square', minColumns: 6 },
  dome: { ratio: 1.15, window: 'arch', minColumns: 4 },
  gable: { ratio: 1.2, window: 'pair', minColumns: 3 },
};

const order: readonly Form[] = ['deco', 'vault', 'slab', 'saw', 'dome', 'gable'];
const tones: readonly Tone[] = [1, 2, 3, 4, 5, 6];

/** The form of a department: follows from its id alone, so it is the same in every list and for ever. */
export function formOf(id: string): Form {
  return order[Math.floor(hash(`${id}/form`) * order.length)] ?? 'deco';
}

/** The tone of a department: follows from its id alone. */
export function toneOf(id: string): Tone {
  return tones[Math.floor(hash(`${id}/tone`) * tones.length)] ?? 1;
}

/** How a department looks, wherever it is drawn. */
export interface Look {
  readonly form: Form;
  readonly tone: Tone;
}

/** Gives departments forms and tones in turn, so that the first six of them all look different. */
export function looksInTurn(ids: readonly string[]): ReadonlyMap<string, Look> {
  return new Map(
    ids.map((id, i) => [id, { form: order[i % order.length] ?? 'deco', tone: tones[i % tones.length] ?? 1 }]),
  );
}

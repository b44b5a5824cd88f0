import type { Heard } from './recorder.js';

/** Whose act must not be told. */
export interface Quiet {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/** Words that say what somebody did with a mail; the figures of a campaign have other ones. */
const acts = /click|submit|opened|"act"/i;
/** A person's row on a board holds this and nothing more. */
const rowFields = ['departmentId', 'name', 'of', 'points', 'pseudonym', 'rank', 'rowId'];
/** Holds only what is about the one who asks. */
const ownNotes = '/api/me/notes';

/** Where something told to others hints at what a person did: empty, or each such place in words. */
export function hintsOf(heard: readonly Heard[], quiet: Quiet): string[] {
  const pointsOnBoard = new Map<string, number>();
  return heard.flatMap(({ by, path, text }) => {
    const where = `${by} ${path}: ${text.slice(0, 300)}`;
    const told: string[] = [];
    if (acts.test(text) && path !== ownNotes) told.push(`tells an act in ${where}`);
    if (text.includes(quiet.id) || text.includes(quiet.email)) told.push(`tells who in ${where}`);
    if (!text.includes(quiet.name)) return told;
    for (const named of objectsNamed(messageIn(text), quiet.name)) {
      if (Object.keys(named).sort().join() !== rowFields.join())
        told.push(`says more of the person in ${where}`);
      const [rowId, points] = [String(named['rowId']), Number(named['points'])];
      if ((pointsOnBoard.get(rowId) ?? points) !== points) told.push(`the row moved in ${where}`);
      pointsOnBoard.set(rowId, points);
    }
    return told;
  });
}

/** The JSON of a body, or of the message that a frame carries behind socket.io's number. */
function messageIn(text: string): unknown {
  const json = text.replace(/^\d+(?=\[)/, '');
  return JSON.parse(json);
}

function objectsNamed(value: unknown, name: string): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap((one) => objectsNamed(one, name));
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as Record<string, unknown>;
  const inside = Object.values(fields).flatMap((one) => objectsNamed(one, name));
  return fields['name'] === name ? [fields, ...inside] : inside;
}

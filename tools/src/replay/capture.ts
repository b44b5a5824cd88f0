import { formatRfc3339Nano, parseRfc3339Nano } from '@vigil/shared/simulations';

/** One captured request: its body, and when it arrived after the first one. */
export interface Captured {
  readonly body: string;
  readonly afterMs: number;
}

/** The file is not a capture; the message names the line. */
export class CaptureError extends Error {}

/** Reads a capture: one JSON object a line, with `body` or `body_base64`, and `received_at`. @throws CaptureError */
export function readCapture(text: string): Captured[] {
  const lines = text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [readLine(line, i + 1)]));
  if (lines.length === 0) throw new CaptureError('The file holds no delivery.');
  const startMs = Math.min(...lines.map((l) => l.receivedMs));
  return lines.map(({ body, receivedMs }) => ({ body, afterMs: receivedMs - startMs }));
}

function readLine(line: string, number: number): { body: string; receivedMs: number } {
  const value = objectOf(line);
  if (value === null) throw new CaptureError(`Line ${number} is not JSON.`);
  const body =
    typeof value.body_base64 === 'string'
      ? Buffer.from(value.body_base64, 'base64').toString('utf8')
      : value.body;
  if (typeof body !== 'string') throw new CaptureError(`Line ${number} has no body.`);
  const receivedMs = typeof value.received_at === 'string' ? Date.parse(value.received_at) : NaN;
  if (Number.isNaN(receivedMs)) throw new CaptureError(`Line ${number} does not say when it was received.`);
  return { body, receivedMs };
}

/**
 * Moves the times of all events so that the earliest one is at `startNs`; the distances between them stay, to the
 * nanosecond, and every other byte too. Bodies without a time (the connection test) stay as they are.
 */
export function shiftTimes(captured: readonly Captured[], startNs: bigint): Captured[] {
  const times = captured.map(({ body }) => timeOf(body));
  const earliest = times.reduce<bigint | null>(
    (least, t) => (t !== null && (least === null || t.ns < least) ? t.ns : least),
    null,
  );
  if (earliest === null) return [...captured];
  return captured.map((one, i) => {
    const time = times[i];
    if (!time) return one;
    const moved = formatRfc3339Nano(time.ns - earliest + startNs);
    return { ...one, body: one.body.replace(time.written, () => time.written.replace(time.text, moved)) };
  });
}

/** The time of a body and the place where it stands; null where it has none that can be moved. */
function timeOf(body: string): { ns: bigint; text: string; written: string } | null {
  const text = objectOf(body)?.time;
  if (typeof text !== 'string') return null;
  // inside other strings the quotes would stand escaped, so the first match is the field itself
  const written = new RegExp(`"time"\\s*:\\s*${JSON.stringify(text).replace(/[.+]/g, '\\$&')}`).exec(
    body,
  )?.[0];
  if (written === undefined) return null;
  try {
    return { ns: parseRfc3339Nano(text), text, written };
  } catch {
    return null;
  }
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

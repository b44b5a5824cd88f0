const pattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

const nsPerMs = 1_000_000n;
const nsPerSecond = 1_000_000_000n;
/** Years within which nanoseconds since the epoch fit 64 bits. */
const endNs = BigInt(Date.UTC(2262, 0, 1)) * nsPerMs;

/**
 * Reads an instant as simulators write it (RFC 3339, section 5.6, capital T and Z, up to nine decimals, trailing
 * zeros optional) without losing a nanosecond.
 *
 * @returns nanoseconds since 1970-01-01T00:00:00Z.
 * @throws RangeError for anything else: impossible dates, leap seconds, no zone, before 1970 or after 2261.
 */
export function parseRfc3339Nano(text: string): bigint {
  const match = text.length <= 35 ? pattern.exec(text) : null;
  if (!match) throw notAnInstant();
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Six;
  const [offsetHour, offsetMinute] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(ms);
  const isPossible =
    year >= 1969 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60;
  if (!isPossible || second > 59 || offsetHour > 23 || offsetMinute > 59) throw notAnInstant();
  const offsetMs = (match[8] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute) * 60_000;
  const ns = BigInt(ms - offsetMs) * nsPerMs + BigInt((match[7] ?? '').padEnd(9, '0'));
  if (ns < 0n || ns >= endNs) throw notAnInstant();
  return ns;
}

/**
 * Writes an instant in UTC with up to nine decimals, trailing zeros trimmed: the form in which it came.
 *
 * @throws RangeError before 1970 or after 2261.
 */
export function formatRfc3339Nano(ns: bigint): string {
  if (ns < 0n || ns >= endNs) throw notAnInstant();
  const seconds = new Date(Number(ns / nsPerMs)).toISOString().slice(0, 19);
  const decimals = String(ns % nsPerSecond)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${seconds}${decimals === '' ? '' : `.${decimals}`}Z`;
}

/** Whole milliseconds since the epoch, cut off. For instants from 1970 on. */
export function msOfNs(ns: bigint): number {
  return Number(ns / nsPerMs);
}

type Six = [number, number, number, number, number, number];

// The text itself stays out of the message: it comes from outside and may land in a log.
function notAnInstant(): RangeError {
  return new RangeError('is not an RFC 3339 instant between 1970 and 2261');
}

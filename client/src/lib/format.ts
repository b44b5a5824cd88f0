/** Numbers, dates and durations for reading. Every function takes the locale; nothing here knows a default one. */

const memo = new Map<string, unknown>();

function cached<T>(key: string, make: () => T): T {
  const known = memo.get(key);
  if (known !== undefined) return known as T;
  const made = make();
  memo.set(key, made);
  return made;
}

function numbers(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached(`n${locale}${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(`d${locale}${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

/** 1240 → "1,240" or "1.240". `digits` fixes the decimals. */
export function formatNumber(value: number, locale: string, digits = 0): string {
  return numbers(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** Points that came or went, with their sign: 24 → "+24", −10 → "−10" (a true minus), 0 → "0". */
export function formatPoints(value: number, locale: string): string {
  return numbers(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 })
    .format(value)
    .replace('-', '−');
}

/** A share of 0..1 as a percentage: 0.76 → "76%" or "76 %". */
export function formatPercent(share: number, locale: string, digits = 0): string {
  return numbers(locale, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(share);
}

const englishEndings: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
};

/** A rank: en 1st, 2nd, 3rd; de and most of Europe 1.; fr 1er, 2e; others the bare number. */
export function formatOrdinal(value: number, locale: string): string {
  const figure = formatNumber(value, locale);
  const language = locale.split('-')[0] ?? locale;
  if (language === 'en') {
    const rule = cached(`o${locale}`, () => new Intl.PluralRules(locale, { type: 'ordinal' }));
    return figure + (englishEndings[rule.select(value)] ?? 'th');
  }
  if (language === 'fr') return `${figure}${value === 1 ? 'er' : 'e'}`;
  if (['es', 'it', 'pt'].includes(language)) return `${figure}.º`;
  return ['de', 'da', 'nb', 'nn', 'no', 'fi', 'pl', 'cs', 'sk', 'hu', 'hr', 'sl', 'et', 'lv', 'tr'].includes(
    language,
  )
    ? `${figure}.`
    : figure;
}

/** How much of a moment is told. */
export type DateStyle = 'day' | 'weekday' | 'dayLong' | 'dayLongTime' | 'time' | 'dayTime' | 'exact';

const dateStyles: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'long' },
  dayLong: { weekday: 'long', day: 'numeric', month: 'long' },
  dayLongTime: { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' },
  dayTime: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  exact: { dateStyle: 'full', timeStyle: 'long' },
};

/** A moment (ISO string or epoch milliseconds) in a time zone. */
export function formatDate(
  moment: string | number,
  locale: string,
  timeZone: string,
  style: DateStyle = 'day',
): string {
  return dates(locale, { ...dateStyles[style], timeZone }).format(new Date(moment));
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The number of the calendar day a moment falls on in a zone; differences of it count midnights, not hours. */
function dayNumber(moment: number, timeZone: string): number {
  const parts = dates('en', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(
    moment,
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((p) => p.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day')) / dayMs;
}

/**
 * How long ago, as a person would say it: "now", "11 minutes ago", "2 hours ago", "yesterday", "Friday", then the date.
 * `short` abbreviates minutes and hours. Future moments work the same way.
 */
export function formatRelative(
  iso: string,
  nowMs: number,
  locale: string,
  timeZone: string,
  short = false,
): string {
  const at = Date.parse(iso);
  const style = short ? 'short' : 'long';
  const relative = cached(
    `r${locale}${style}`,
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style }),
  );
  const ago = nowMs - at;
  const distance = Math.abs(ago);
  if (distance < minuteMs) return relative.format(0, 'second');
  if (distance < hourMs) return relative.format(-Math.trunc(ago / minuteMs), 'minute');
  const days = dayNumber(at, timeZone) - dayNumber(nowMs, timeZone);
  if (days === 0 || distance < 6 * hourMs) return relative.format(-Math.trunc(ago / hourMs), 'hour');
  if (Math.abs(days) === 1) return relative.format(days, 'day');
  if (days < 0 && days > -7) return dates(locale, { weekday: 'long', timeZone }).format(at);
  return formatDate(at, locale, timeZone);
}

const durationUnits = [
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
  ['second', 1000],
] as const;

/** A length of time in its two largest units: "2 hr 10 min", "45 sec". Milliseconds in; below a second it says 0 seconds. */
export function formatDuration(ms: number, locale: string, unitDisplay: 'short' | 'long' = 'short'): string {
  let left = Math.max(0, Math.round(ms / 1000) * 1000);
  const first = durationUnits.findIndex(([, size]) => left >= size);
  const told = first < 0 ? durationUnits.slice(-1) : durationUnits.slice(first, first + 2);
  const parts = told.map(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return { count, text: numbers(locale, { style: 'unit', unit, unitDisplay }).format(count) };
  });
  return parts
    .filter(({ count }, i) => i === 0 || count > 0)
    .map(({ text }) => text)
    .join(' ');
}

import { z } from 'zod';

/** Identity of a row that may leave the server. */
export const id = z.uuid();
/** An instant, ISO 8601 with a zone. Impossible dates and leap seconds are refused. */
export const instant = z.iso.datetime({ offset: true }).max(64);
/** A calendar day, `2026-11-23`. */
export const day = z.iso.date();
export const timeZone = z.string().max(64).refine(isTimeZone, 'is not a known time zone');
export const locales = ['en', 'de'] as const;
export const locale = z.enum(locales);
export type Locale = z.infer<typeof locale>;

/** A page of a list; `nextCursor` is null on the last one. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export const pageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Success without a body. */
export const nothing = z.undefined();

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** Room for a CSV file of 10 MB inside a JSON string. */
export const csvBodyBytes = 22_000_000;

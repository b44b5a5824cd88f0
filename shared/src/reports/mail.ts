import { z } from 'zod';

/** The largest mail that is taken, in bytes. */
export const largestMailBytes = 10_000_000;

const attachment = z.object({
  name: z.string(),
  type: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
});

/**
 * A mail as it may be looked at: text alone, defanged, with nothing that a program could follow or run. Attachments are
 * told by name, type, size and hash.
 */
export const mailView = z
  .object({
    subject: z.string(),
    from: z.string(),
    replyTo: z.string(),
    to: z.array(z.string()),
    date: z.string().nullable(),
    messageId: z.string().nullable(),
    headers: z.array(z.tuple([z.string(), z.string()])),
    /** The plain text of the mail; null where it has none. */
    text: z.string().nullable(),
    /** What the formatted part says, as text; null where it has none. */
    html: z.string().nullable(),
    /** Where the links of the formatted part lead. */
    links: z.array(z.string()),
    attachments: z.array(attachment),
    /** Something was too long or too many, and was left out. */
    cut: z.boolean(),
    /** The mail could not be read as one: it breaks the format, or it is made to break readers. */
    unreadable: z.boolean(),
  })
  .meta({ id: 'MailView' });
export type MailView = z.infer<typeof mailView>;

import { z } from 'zod';
import { day, roles } from '../contract/index.js';

export const role = z.enum(roles);
/** An address as somebody typed it; compare addresses by `emailKey` only. Invisible and control characters are refused. */
export const email = z
  .string()
  .trim()
  .max(254)
  .pipe(
    z
      .email({ pattern: z.regexes.unicodeEmail })
      .refine(
        (address) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]/u.test(address),
        'has characters that cannot be shown',
      ),
  );
/** How somebody wants to stand on boards: by name, by a pseudonym from the next week on, or not at all. */
export const boardVisibility = z.enum(['named', 'pseudonym', 'hidden']);
export type BoardVisibility = z.infer<typeof boardVisibility>;
/** At least 12 characters; length is what counts, so nothing else is asked for. */
export const newPassword = z.string().min(12).max(200);
/** The first day at work. */
export const joinedOn = day.refine((d) => d >= '1900-01-01' && d < '2200-01-01', 'is not a likely date');

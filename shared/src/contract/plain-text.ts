import { z } from 'zod';

/**
 * Invisible characters where writing needs them, one at a time: joiners behind letters that join (Arabic and Indic
 * scripts, never those of Latin, Greek and Cyrillic), and what holds an emoji together.
 */
const needed =
  /(?:(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{L}|\p{M})[\u200c\u200d](?![\u200c\u200d])|\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?\u200d(?=\p{Extended_Pictographic})|\p{Extended_Pictographic}[\ufe0e\ufe0f]|[\d#*]\ufe0f\u20e3/gu;
/** Control, line-breaking, direction-changing and invisible characters, among them letters and a pattern of Braille that are drawn as nothing. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** No script stacks more marks on one letter; further ones only cover the lines around it. */
const stacked = /\p{Mn}{5}/u;

/** What is looked at at all: a letter can be written in up to four units that become one, and there may be space around. */
const most = (max: number): number => 4 * max + 100;

/**
 * Text of a person: trimmed, and nothing in it that is not seen. A character is at least one unit of UTF-16, so no text
 * is longer to the eye than its limit.
 */
export const plainText = (max: number) =>
  z
    .string()
    .max(most(max))
    .transform((s) => s.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(max)
        .refine((s) => !unseen.test(s.replace(needed, 'x')), 'has characters that cannot be shown')
        .refine((s) => !stacked.test(s), 'has too many marks on one letter'),
    );

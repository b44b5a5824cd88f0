import { z } from 'zod';
import { plainText } from '../contract/index.js';

/** What questions are about, so that two in a row are seldom about the same. */
export const questionTopics = [
  'phishing',
  'passwords',
  'second-factor',
  'devices',
  'doors',
  'updates',
  'backups',
  'voices',
  'invoices',
  'qr-codes',
  'travel',
  'home-office',
  'data',
  'speaking-up',
] as const;
export const questionTopic = z.enum(questionTopics);
export type QuestionTopic = z.infer<typeof questionTopic>;

/** A question in one language. One answer is right by construction. */
export const wording = z
  .strictObject({
    question: plainText(260),
    right: plainText(180),
    wrong: z.array(plainText(180)).min(2).max(3),
    /** Why, in one or two plain sentences. */
    why: plainText(420),
  })
  .refine((w) => new Set([w.right, ...w.wrong]).size === w.wrong.length + 1, 'Each answer once.');
export type Wording = z.infer<typeof wording>;

/** Where it can be read up. */
export const questionSource = z.strictObject({
  name: plainText(80),
  url: z.url({ protocol: /^https$/ }).max(300),
});

/** A question of the daily check, as it is written. */
export const question = z
  .strictObject({ topic: questionTopic, source: questionSource, en: wording, de: wording })
  .refine((q) => q.en.wrong.length === q.de.wrong.length, {
    path: ['de', 'wrong'],
    message: 'has another number of answers',
  });
export type Question = z.infer<typeof question>;

/** A file of the content folder: questions that came with Vigil, by id. A version counts up when words change. */
export const questionFile = z.strictObject({
  version: z.number().int().min(1),
  questions: z.record(
    z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(60),
    question,
  ),
});

import { type Question, question, type QuestionTopic, type Wording } from '@vigil/shared/daily-check';

/** A question while it is written: every field as text. */
export interface WordingDraft {
  question: string;
  right: string;
  wrongOne: string;
  wrongTwo: string;
  why: string;
}
export interface QuestionDraft {
  topic: QuestionTopic;
  sourceName: string;
  sourceUrl: string;
  en: WordingDraft;
  de: WordingDraft;
}

const empty = (): WordingDraft => ({ question: '', right: '', wrongOne: '', wrongTwo: '', why: '' });
export const newDraft = (): QuestionDraft => ({
  ...{ topic: 'phishing', sourceName: '', sourceUrl: 'https://' },
  ...{ en: empty(), de: empty() },
});

/** The question of a draft; null while something is missing, too long or twice the same. */
export function questionOf(draft: QuestionDraft): Question | null {
  const parsed = question.safeParse({
    topic: draft.topic,
    source: { name: draft.sourceName, url: draft.sourceUrl.trim() },
    en: wordingOf(draft.en),
    de: wordingOf(draft.de),
  });
  return parsed.success ? parsed.data : null;
}

function wordingOf({ wrongOne, wrongTwo, ...words }: WordingDraft): Wording {
  return { ...words, wrong: [wrongOne, wrongTwo] };
}

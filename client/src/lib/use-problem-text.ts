import { useI18n } from 'vue-i18n';
import { problemKey, type ProblemError } from './problem';

/** A problem in words: what happened, and what to do about it. */
export interface ProblemText {
  what: string;
  todo: string;
}

/** Turns problems into the reader's language, by type. A type without words of its own gets the general ones. */
export function useProblemText(): (problem: ProblemError) => ProblemText {
  const i18n = useI18n();
  // English stands in for a word that is missing elsewhere, and is always loaded.
  const known = (key: string) => i18n.te(key) || i18n.te(key, 'en');
  return (problem) => {
    const own = problemKey(problem.type);
    const key = known(`${own}.what`) ? own : 'problem.unknown';
    const seconds = problem.retryAfterSeconds ?? 60;
    const todo = i18n.t(`${key}.do`, { seconds, minutes: Math.ceil(seconds / 60) });
    return { what: i18n.t(`${key}.what`), todo };
  };
}

import { type Question, questionFile } from '@vigil/shared/daily-check';
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../../../content/daily-checks/', import.meta.url);

/** A question that comes with Vigil. */
export interface BuiltInQuestion {
  readonly id: string;
  readonly version: number;
  readonly question: Question;
}

/** The content folder, as it is written. @throws ZodError where a file is not as it should be */
export function builtInQuestions(): BuiltInQuestion[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const file = questionFile.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
      return Object.entries(file.questions).map(([id, question]) => ({
        id,
        version: file.version,
        question,
      }));
    });
}

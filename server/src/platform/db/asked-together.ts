import { ahead, isAhead } from './reserve.js';

/** Answers several questions at once, in their order. */
export type Look<Question, Answer> = (questions: readonly Question[]) => Promise<readonly Answer[]>;

interface Asker<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const looksAtOnce = 2;
const mostPerLook = 500;

/**
 * Lets questions that come together share one look at the database. Nothing is kept: an answer is of a look that began
 * after it was asked for, so that it is as true as if each had asked alone. There is no timer; when nothing is under way,
 * the look begins in the same turn.
 */
export class AskedTogether<Question, Answer> {
  private readonly usual: Queue<Question, Answer>;
  /** What is urgent waits for nobody's look but that of others like it, which has connections of its own. */
  private readonly urgent: Queue<Question, Answer>;

  constructor(look: Look<Question, Answer>) {
    this.usual = new Queue(look);
    this.urgent = new Queue((questions) => ahead(() => look(questions)));
  }

  /** Fails as the look does, for all who share it. */
  ask(question: Question): Promise<Answer> {
    return (isAhead() ? this.urgent : this.usual).ask(question);
  }
}

class Queue<Question, Answer> {
  private waiting: Asker<Question, Answer>[] = [];
  private underWay = 0;
  private begun = false;

  constructor(private readonly look: Look<Question, Answer>) {}

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      this.pump();
    });
  }

  private pump(): void {
    if (this.begun || this.underWay >= looksAtOnce || this.waiting.length === 0) return;
    this.begun = true;
    // who asks in the same turn joins
    setImmediate(() => {
      this.begun = false;
      const group = this.waiting.splice(0, mostPerLook);
      void this.answer(group);
      this.pump();
    });
  }

  private async answer(group: readonly Asker<Question, Answer>[]): Promise<void> {
    this.underWay++;
    try {
      const answers = await this.look(group.map(({ question }) => question));
      if (answers.length !== group.length) throw new Error('a shared look left questions open');
      group.forEach(({ resolve }, i) => resolve(answers[i] as Answer));
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      this.underWay--;
      this.pump();
    }
  }
}

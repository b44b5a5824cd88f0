interface Waiting<Question, Answer> {
  readonly questions: readonly Question[];
  readonly resolve: (answers: Answer[]) => void;
  readonly reject: (error: unknown) => void;
}

const mostInFlight = 2;

/** Puts questions that arrive together to the database as one: while one query runs, the next is collected. */
export class Coalesced<Question, Answer> {
  private queue: Waiting<Question, Answer>[] = [];
  private inFlight = 0;

  /**
   * @param ask answers in the order of the questions
   * @param most how many askers share one query
   */
  constructor(
    private readonly ask: (questions: readonly Question[]) => Promise<Answer[]>,
    private readonly most = 500,
  ) {}

  get(questions: readonly Question[]): Promise<Answer[]> {
    return new Promise((resolve, reject) => {
      this.queue.push({ questions, resolve, reject });
      this.pump();
    });
  }

  private pump(): void {
    if (this.inFlight >= mostInFlight || this.queue.length === 0) return;
    this.inFlight++;
    setImmediate(() => void this.flush());
  }

  private async flush(): Promise<void> {
    const group = this.queue.slice(0, this.most);
    this.queue = this.queue.slice(this.most);
    try {
      const answers = await this.ask(group.flatMap((w) => w.questions));
      let at = 0;
      for (const waiting of group) waiting.resolve(answers.slice(at, (at += waiting.questions.length)));
    } catch (error) {
      for (const waiting of group) waiting.reject(error);
    } finally {
      this.inFlight--;
      this.pump();
    }
  }
}

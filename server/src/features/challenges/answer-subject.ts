/** What `challenge.answered` is about: who waits for it, and which department has answered. */
export interface AnswerSubject {
  readonly hostId: string;
  readonly challengeId: string;
  readonly departmentId: string;
}

/** The subject of `challenge.answered` in the outbox; who is to be told stands first. */
export function answerSubject({ hostId, challengeId, departmentId }: AnswerSubject): string {
  return [hostId, challengeId, departmentId].join('/');
}

/** Reads such a subject back. */
export function answerOf(subject: string): AnswerSubject {
  const [hostId = '', challengeId = '', departmentId = ''] = subject.split('/');
  return { hostId, challengeId, departmentId };
}

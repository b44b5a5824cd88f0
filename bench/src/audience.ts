import { readBoard } from '@vigil/shared/leaderboards';
import type { Company } from './company.js';
import { EngineClient } from './engine-client.js';
import type { Session } from './sessions.js';

const openingAtOnce = 50;

/** Open sockets of signed-in people who all look at the company's board of the week. */
export interface Audience {
  readonly boardId: string;
  /** Of each person, in the order of the sessions. */
  readonly screens: readonly (readonly EngineClient[])[];
  readonly size: number;
  close(): void;
}

export async function gather(
  company: Company,
  sessions: readonly Session[],
  screensEach: number,
): Promise<Audience> {
  const { url } = company.administrator;
  const { window } = await company.administrator.call(readBoard, {
    query: { subject: 'people', unit: 'week' },
  });
  const screens: EngineClient[][] = [];
  for (let at = 0; at < sessions.length; at += openingAtOnce)
    screens.push(
      ...(await Promise.all(
        sessions.slice(at, at + openingAtOnce).map(async ({ cookie }) => {
          const theirs: EngineClient[] = [];
          for (let i = 0; i < screensEach; i++) {
            const screen = await EngineClient.open(new URL(url), { cookie, origin: url });
            const answer = await screen.emitWithAck('board:watch', { boardId: window.boardId });
            if (!answer.includes('"ok":true')) throw new Error(`a board cannot be watched: ${answer}`);
            theirs.push(screen);
          }
          return theirs;
        }),
      )),
    );
  return {
    ...{ boardId: window.boardId, screens, size: sessions.length * screensEach },
    close: () => {
      for (const screen of screens.flat()) screen.close();
    },
  };
}

import { z } from 'zod';
import { id, operatorOnly, route } from '../contract/index.js';
import { boardId, boardWindow } from './contract.js';

/** What the board store holds, for `npm run verify`: only who runs the installation may ask. */
export const inspectBoards = route({
  method: 'GET',
  path: '/api/operator/boards',
  tag: 'Operations',
  access: operatorOnly,
  summary: 'Boards as the store holds them: scores and published windows',
  response: z.object({
    boards: z.array(
      z.object({
        boardId,
        /** Absolute scores of a people board, best first; departments have none. */
        scores: z.array(z.object({ memberId: id, points: z.number().int() })),
        window: boardWindow.nullable(),
        /** Whether the server calls this board stale just now. */
        stale: z.boolean(),
      }),
    ),
  }),
});

import { Server } from 'socket.io';
import { expect, it, vi } from 'vitest';
import type { RealtimeServer } from './realtime.types.js';
import { Siblings } from './siblings.js';

/** A process, and what it says to the others. */
function speaker(): { siblings: Siblings; said: unknown[][] } {
  const io: RealtimeServer = new Server();
  const said: unknown[][] = [];
  vi.spyOn(io, 'serverSideEmit').mockImplementation((...word) => said.push(word) > 0);
  return { siblings: new Siblings(io), said };
}

it('says in one word what is sent in one turn, in its order', async () => {
  const { siblings, said } = speaker();
  siblings.meet();
  siblings.send('member:a', 'me:changed', { what: 'points' });
  siblings.send('member:b', 'me:changed', { what: 'points' });
  expect(said).toEqual([]);
  await vi.waitFor(() => expect(said).toHaveLength(1));
  siblings.send('member:a', 'me:changed', { what: 'badge' });
  await vi.waitFor(() => expect(said).toHaveLength(2));
  const word = (id: string, what: string) => [`member:${id}`, 'me:changed', { what }];
  expect(said).toEqual([
    ['send', [word('a', 'points'), word('b', 'points')]],
    ['send', [word('a', 'badge')]],
  ]);
});

it('never says that somebody left before what was sent to them', () => {
  const { siblings, said } = speaker();
  siblings.meet();
  siblings.send('member:a', 'me:changed', { what: 'points' });
  siblings.say('recheck', ['a']);
  expect(said.map(([what]) => what)).toEqual(['send', 'recheck']);
});

it('says nothing while it is alone', () => {
  const { siblings, said } = speaker();
  siblings.send('member:a', 'me:changed', { what: 'points' });
  siblings.say('doubt');
  siblings.finish();
  expect(said).toEqual([]);
});

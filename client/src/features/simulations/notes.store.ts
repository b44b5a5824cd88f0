import { defineStore } from 'pinia';
import { computed } from 'vue';
import { listMyNotes, markNoteSeen } from '@vigil/shared/simulations';
import { call } from '../../lib/api';
import { onMyChanges } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';
import { useLoaded } from '../../lib/use-loaded';

/** Notes for me alone, about practice mails. */
export const useNotes = defineStore('my-notes', () => {
  const connection = useConnection();
  const notes = useLoaded(async (signal) => (await call(listMyNotes, {}, { signal })).items);
  let stop: () => void = () => undefined;

  function connect(): void {
    stop = onMyChanges(connection, ['note', 'dispute'], notes.load);
    void notes.load();
  }
  function disconnect(): void {
    stop();
    notes.cancel();
  }
  async function markSeen(noteId: string): Promise<void> {
    const seen = await call(markNoteSeen, { params: { noteId } });
    notes.set((notes.value.value ?? []).map((note) => (note.id === noteId ? seen : note)));
  }

  const all = computed(() => notes.value.value ?? []);
  const unseen = computed(() =>
    all.value.filter((note) => note.seenAt === null && note.withdrawnAt === null),
  );
  return { all, unseen, connect, disconnect, markSeen };
});

import { defineStore } from 'pinia';
import { disputeEntry, disputeNote, listMyDisputes, readDisputeFigures } from '@vigil/shared/corrections';
import { call } from '../../lib/api';
import { onMyChanges } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';
import { useLoaded } from '../../lib/use-loaded';

/** My questions and what was answered, and how long answers take. */
export const useMyDisputes = defineStore('my-disputes', () => {
  const connection = useConnection();
  const disputes = useLoaded(async (signal) => (await call(listMyDisputes, {}, { signal })).items);
  const figures = useLoaded((signal) => call(readDisputeFigures, {}, { signal }));
  const load = () => Promise.all([disputes.load(), figures.load()]);
  let users = 0;
  let stop: () => void = () => undefined;

  function connect(): void {
    if (++users > 1) return;
    stop = onMyChanges(connection, ['dispute'], load);
    void load();
  }
  function disconnect(): void {
    if (users === 0 || --users > 0) return;
    stop();
    disputes.cancel();
    figures.cancel();
  }
  async function askAboutEntry(entryId: string, question: string): Promise<void> {
    await call(disputeEntry, { params: { entryId }, body: { question } });
    await disputes.load();
  }
  /** The person was told what it shows, and to whom. */
  async function askAboutNote(noteId: string, question: string): Promise<void> {
    await call(disputeNote, { params: { noteId }, body: { question, showsTheNote: true } });
    await disputes.load();
  }
  return {
    disputes: disputes.value,
    problem: disputes.problem,
    figures: figures.value,
    load,
    connect,
    disconnect,
    askAboutEntry,
    askAboutNote,
  };
});

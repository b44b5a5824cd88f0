import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import {
  giveVerdict,
  type MailView,
  markDuplicate,
  openMail,
  readTriage,
  takeInReview,
  takeMail,
  type TriageGroup,
  type Verdict,
} from '@vigil/shared/reports';
import { call } from '../../../lib/api';
import { onMyChanges } from '../../../lib/my-changes';
import { useConnection } from '../../../lib/socket';
import { useLoaded } from '../../../lib/use-loaded';

/** One thing that was reported, and what may be done with it. */
export const useTriageGroup = defineStore('triage-group', () => {
  const connection = useConnection();
  const groupId = ref('');
  const one = useLoaded((signal) => call(readTriage, { params: { groupId: groupId.value } }, { signal }));
  const shown = shallowRef<TriageGroup | null>(null);
  const mail = shallowRef<MailView | null>(null);
  let stop: () => void = () => undefined;
  const params = () => ({ groupId: groupId.value });

  /** Never shows another one while the right one is on its way. */
  async function load(): Promise<void> {
    await one.load();
    const came = one.value.value;
    if (came?.id === groupId.value) shown.value = came;
  }
  function connect(id: string): void {
    stop();
    stop = onMyChanges(connection, ['report-arrived'], load);
    if (id !== groupId.value) shown.value = null;
    groupId.value = id;
    mail.value = null;
    void load();
  }
  function disconnect(): void {
    stop();
    one.cancel();
    mail.value = null;
  }
  function set(group: TriageGroup): void {
    one.set(group);
    if (group.id === groupId.value) shown.value = group;
  }
  async function openIt(): Promise<void> {
    const asked = groupId.value;
    const view = await call(openMail, { params: params() });
    if (asked === groupId.value) mail.value = view;
  }
  return {
    group: shown,
    problem: one.problem,
    busy: one.busy,
    mail,
    connect,
    disconnect,
    load,
    openMail: openIt,
    takeMail: () => call(takeMail, { params: params() }),
    review: async () => set(await call(takeInReview, { params: params() })),
    decide: async (verdict: Verdict, thanks: string) =>
      set(
        await call(giveVerdict, {
          params: params(),
          body: { verdict, thanks, verdictNo: shown.value?.verdictNo ?? 0 },
        }),
      ),
    duplicate: async (of: string) => set(await call(markDuplicate, { params: params(), body: { of } })),
  };
});

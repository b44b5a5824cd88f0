import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { kindsWithMail, sendReport, type MyReport, type ReportKind } from '@vigil/shared/reports';
import { call } from '../../lib/api';
import { base64Of } from './base64';

/** As long as the server waits: a mail of 10 MB over a slow link. */
const slowLinkMs = 120_000;

/**
 * What somebody is about to tell. It lives outside of the sheet, so that nothing typed is lost when the sheet is closed
 * or the network is away. Sent again as it is, it is the same report; changed, it is another one, because the first may
 * have arrived after all.
 */
export const useReportDraft = defineStore('report-draft', () => {
  const open = ref(false);
  const kind = ref<ReportKind>('mail');
  const text = ref('');
  const mail = shallowRef<File | null>(null);
  const sent = shallowRef<MyReport | null>(null);
  let id = crypto.randomUUID();
  watch([kind, text, mail], () => (id = crypto.randomUUID()), { flush: 'sync' });
  const takesMail = computed(() => kindsWithMail.includes(kind.value));

  function begin(): void {
    if (sent.value) sent.value = null;
    open.value = true;
  }
  async function send(): Promise<void> {
    const file = takesMail.value ? mail.value : null;
    const body = {
      id,
      kind: kind.value,
      text: text.value.replace(/\s+/g, ' ').trim(),
      mail: file && { base64: await base64Of(file) },
    };
    sent.value = await call(sendReport, { body }, { patienceMs: slowLinkMs });
    // what was typed meanwhile is the next one
    if (id !== body.id) return;
    kind.value = 'mail';
    text.value = '';
    mail.value = null;
  }
  return { open, kind, text, mail, sent, takesMail, begin, send };
});

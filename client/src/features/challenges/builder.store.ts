import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import {
  addChallenge,
  challengeDraft,
  previewChallenge,
  readChallengeChoices,
  scheduleChallenge,
  templates,
  updateChallenge,
  type ChallengeForm,
  type ChallengeTemplate,
  type ChallengeView,
  type TemplateId,
} from '@vigil/shared/challenges';
import type { RouteResult } from '@vigil/shared/contract';
import { afterQuiet } from '../../lib/after-quiet';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';
import { daysBetween, daysLater, localInput, tomorrowMorning } from './local-input';

const quietMs = 400;
const longestMs = 1_200;

interface Form {
  form: ChallengeForm;
  template: TemplateId | null;
  name: string;
  text: string;
  /** As the browser's own field has it. */
  starts: string;
  days: string;
  kinds: string[];
  target: string;
  prize: string;
  departmentIds: string[];
  teams: string[];
}
const empty = (): Form => ({
  ...{ form: 'race', template: null, name: '', text: '', starts: tomorrowMorning(), days: '14' },
  ...{ kinds: [], target: '60', prize: '', departmentIds: [], teams: [] },
});

/** A challenge that is being set up, and what it would have shown in a window that ends now. */
export const useBuilder = defineStore('challenge-builder', () => {
  const choices = useLoaded((signal) => call(readChallengeChoices, {}, { signal }));
  const form = reactive<Form>(empty());
  const editing = ref<string | null>(null);
  const preview = shallowRef<RouteResult<typeof previewChallenge> | null>(null);

  const draft = computed(() => {
    const starts = new Date(form.starts);
    const begins = Number.isNaN(starts.getTime()) ? null : starts;
    const { form: played, template, name, kinds, departmentIds } = form;
    return challengeDraft.safeParse({
      ...{ form: played, template, name, kinds, departmentIds },
      text: form.text.trim() === '' ? null : form.text,
      startsAt: begins?.toISOString(),
      endsAt: begins && daysLater(begins, Number(form.days)).toISOString(),
      target: Number(form.target),
      prize: form.prize.trim() === '' ? null : form.prize,
      teams: played === 'teams' ? form.teams.filter((team) => team.trim() !== '') : [],
    });
  });

  const wanted = () => JSON.stringify(draft.value.data);
  async function look(): Promise<void> {
    if (!draft.value.success) return;
    const asked = wanted();
    const found = await call(previewChallenge, { body: draft.value.data }).catch(() => null);
    // another draft meanwhile: its own answer is on the way
    if (wanted() === asked) preview.value = found;
  }
  const later = afterQuiet(look, quietMs, longestMs);
  watch(draft, () => later.ask());

  function start(): void {
    editing.value = null;
    preview.value = null;
    Object.assign(form, empty());
    void choices.load();
  }
  /** @param words name and reason, in the reader's language */
  function use(template: ChallengeTemplate, words: { name: string; text: string; teams: string[] }): void {
    const earning = new Set(choices.value.value?.kinds.map(({ kind }) => kind));
    Object.assign(form, {
      ...{ form: template.form, template: template.id, name: words.name, text: words.text },
      ...{ days: String(template.days), target: String(template.target) },
      kinds: template.kinds.filter((kind) => earning.has(kind)),
      teams: template.form === 'teams' ? words.teams : [],
    });
    if (choices.value.value?.onlyMine && form.departmentIds.length === 0)
      form.departmentIds = choices.value.value.departments.filter((one) => one.mine).map(({ id }) => id);
  }
  function edit({ card }: ChallengeView): void {
    editing.value = card.id;
    void choices.load();
    Object.assign(form, {
      ...{ form: card.form, template: card.template, name: card.name, text: card.text ?? '' },
      ...{
        starts: localInput(new Date(card.startsAt)),
        days: String(daysBetween(card.startsAt, card.endsAt)),
      },
      ...{ kinds: [...card.kinds], target: String(card.target), prize: card.prize ?? '' },
      ...{ departmentIds: card.departments.map(({ id }) => id), teams: [...card.teams] },
    });
  }
  /** Keeps it; and lets it begin at its time where that is wished. @returns its id */
  async function save(andSchedule: boolean): Promise<string> {
    if (!draft.value.success) throw new Error('an unfinished draft is not sent');
    const body = draft.value.data;
    const params = editing.value === null ? null : { challengeId: editing.value };
    const kept = params ? await call(updateChallenge, { params, body }) : await call(addChallenge, { body });
    const { id } = kept.card;
    editing.value = id;
    if (andSchedule) await call(scheduleChallenge, { params: { challengeId: id } });
    return id;
  }
  return {
    ...{ choices: choices.value, problem: choices.problem, busy: choices.busy, load: choices.load },
    ...{ form, draft, preview, templates, start, use, edit, save, stop: later.stop },
  };
});

import { useLocalStorage } from '@vueuse/core';
import { defineStore, storeToRefs } from 'pinia';
import { computed, shallowRef } from 'vue';
import { changesBetween } from '@vigil/shared/points';
import { publishRules, replayRules, type RulesReplay } from '@vigil/shared/rules';
import { call } from '../../../lib/api';
import { useRevisions } from './revisions.store';
import { checked, draftOf, type RuleDraft } from './rule-draft';

/** A draft as it is kept on this device until it is published or given up. */
interface KeptDraft {
  readonly baseRevision: number;
  readonly rules: RuleDraft[];
}
/** Long enough for the largest company. */
const replayPatienceMs = 120_000;

/** The draft of the next rules: on this device alone, checked as one types, gone for nobody who reloads. */
export const useRulesEditor = defineStore('rules-editor', () => {
  const revisions = useRevisions();
  const { newest } = storeToRefs(revisions);
  const kept = useLocalStorage<KeptDraft | null>('vigil-rules-draft', null, {
    serializer: { read: readKept, write: JSON.stringify },
  });
  const replay = shallowRef<RulesReplay | null>(null);

  /** The rules to edit: the kept draft, or those of the newest revision. */
  const rules = computed<readonly RuleDraft[]>(
    () => kept.value?.rules ?? newest.value?.rules.map(draftOf) ?? [],
  );
  const check = computed(() => checked(rules.value, newest.value?.multipliers ?? []));
  const changes = computed(() =>
    check.value.draft && newest.value ? changesBetween(newest.value.rules, check.value.draft.rules) : [],
  );
  /** Somebody has published since this draft was begun. */
  const overtaken = computed(
    () => kept.value !== null && newest.value !== null && kept.value.baseRevision !== newest.value.revision,
  );

  function keep(next: RuleDraft[]): void {
    replay.value = null;
    const baseRevision = kept.value?.baseRevision ?? newest.value?.revision ?? 0;
    kept.value = { baseRevision, rules: next };
  }
  function edit(kind: string, change: Partial<RuleDraft>): void {
    keep(rules.value.map((rule) => (rule.kind === kind ? { ...rule, ...change } : rule)));
  }
  function add(rule: RuleDraft): void {
    keep([...rules.value, rule]);
  }
  function remove(kind: string): void {
    keep(rules.value.filter((rule) => rule.kind !== kind));
  }
  function discard(): void {
    replay.value = null;
    kept.value = null;
  }
  /** Keeps the draft, and lays it over the rules that were published meanwhile. */
  function goOn(): void {
    if (kept.value && newest.value) kept.value = { ...kept.value, baseRevision: newest.value.revision };
  }
  async function look(): Promise<void> {
    const { draft } = check.value;
    if (!draft) return;
    replay.value = await call(replayRules, { body: { draft } }, { patienceMs: replayPatienceMs });
  }
  async function publish(from: string | null, note: string): Promise<void> {
    const { draft } = check.value;
    if (!draft || !newest.value) return;
    const baseRevision = kept.value?.baseRevision ?? newest.value.revision;
    try {
      await call(publishRules, { body: { draft, baseRevision, from, note } });
      discard();
    } finally {
      // also when somebody was faster: then their rules are to be seen
      await revisions.load();
    }
  }
  return { rules, check, changes, overtaken, replay, kept, edit, add, remove, discard, goOn, look, publish };
});

function readKept(text: string): KeptDraft | null {
  try {
    return JSON.parse(text) as KeptDraft | null;
  } catch {
    return null;
  }
}

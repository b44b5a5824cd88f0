import { defineStore } from 'pinia';
import { readRuleset } from '@vigil/shared/points';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';

/** What earns points now. */
export const useRuleset = defineStore('ruleset', () => {
  const rules = useLoaded((signal) => call(readRuleset, {}, { signal }));
  return { ruleset: rules.value, problem: rules.problem, busy: rules.busy, load: rules.load };
});

import { defineStore } from 'pinia';
import { readRuleset } from '@vigil/shared/points';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';

/** What earns points now. */
export const useRuleset = defineStore('ruleset', () => {
  const { value, problem, busy, load } = useLoaded((signal) => call(readRuleset, {}, { signal }));
  return { ruleset: value, problem, busy, load };
});

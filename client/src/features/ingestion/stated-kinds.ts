import { useI18n } from 'vue-i18n';
import { readRuleset } from '@vigil/shared/points';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';

/** What a service key may state: the kinds that the ruleset knows, without those a simulator alone brings. */
export function useStatableKinds() {
  const { value, problem, busy, load } = useLoaded(async (signal) => {
    const { kinds } = await call(readRuleset, {}, { signal });
    return kinds.filter(({ kind }) => !kind.startsWith('simulation.'));
  });
  return { kinds: value, problem, busy, load };
}

/** A kind in words; one that was added later has the title it was given, or its own name. */
export function useKindWord(): (kind: string, title?: string | null) => string {
  const i18n = useI18n();
  return (kind, title = null) => {
    const key = `sources.kinds.${kind}`;
    return i18n.te(key) ? i18n.t(key) : (title ?? kind);
  };
}

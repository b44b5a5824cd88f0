import { useI18n } from 'vue-i18n';
import { useRuleset } from './ruleset.store';

/** The words of a kind of behaviour: what I did, what to do, and how. Kinds added later have the title they were given. */
export function useKindWords() {
  const i18n = useI18n();
  const rules = useRuleset();

  function word(kind: string, which: 'did' | 'todo' | 'how', given?: string): string {
    const key = `points.kinds.${kind}.${which}`;
    if (i18n.te(key) || i18n.te(key, 'en')) return i18n.t(key);
    const title = given ?? rules.ruleset?.kinds.find((known) => known.kind === kind)?.title;
    return which === 'how'
      ? i18n.t('points.otherKind.how')
      : i18n.t('points.otherKind.did', { title: title ?? readable(kind) });
  }
  return {
    did: (kind: string) => word(kind, 'did'),
    /** @param title of a kind that the rules in force do not know yet */
    todo: (kind: string, title?: string) => word(kind, 'todo', title),
    how: (kind: string) => word(kind, 'how'),
  };
}

/** `door.locked-up` → "Door: locked up", where nobody gave a title. */
function readable(kind: string): string {
  const words = kind.replaceAll('-', ' ').split('.').join(': ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

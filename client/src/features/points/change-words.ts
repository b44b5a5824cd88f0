import { useI18n } from 'vue-i18n';
import { changedFields, type Rule, type RuleChange, type RuleField } from '@vigil/shared/points';
import { useFormat } from '../../lib/use-format';
import { useKindWords } from './kind-words';

/** What changes from one set of rules to another, a sentence for each kind. */
export function useChangeWords(): (change: RuleChange) => string {
  const { t } = useI18n();
  const format = useFormat();
  const words = useKindWords();

  function value(rule: Rule, field: RuleField): string {
    const held = rule[field];
    if (field === 'title') return rule.title ?? '';
    if (field === 'speed')
      return rule.speed.length === 0
        ? t('points.changes.none')
        : rule.speed.map((s) => `+${s.points}/${s.withinWorkingMinutes}`).join(', ');
    if (typeof held === 'boolean') return t(held ? 'points.changes.yes' : 'points.changes.no');
    return typeof held === 'number' ? format.number(held) : t('points.changes.none');
  }
  return ({ kind, before, after }) => {
    const what = words.todo(kind, (after ?? before)?.title);
    if (before === null)
      return t(after?.coinsOnly === true ? 'points.changes.addedCoins' : 'points.changes.added', {
        what,
        points: format.number(after?.base ?? 0),
      });
    if (after === null) return t('points.changes.removed', { what });
    const parts = changedFields(before, after).map((field) =>
      t(`points.changes.fields.${field}`, { before: value(before, field), after: value(after, field) }),
    );
    return t('points.changes.changed', { what, parts: parts.join(', ') });
  };
}

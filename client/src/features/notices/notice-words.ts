import { useI18n } from 'vue-i18n';
import { pathOf } from '@vigil/shared/contract';
import { ruleOfNotice, type Notice } from '@vigil/shared/notices';
import { useFormat } from '../../lib/use-format';

/** The words of a notice, and where it leads. */
export function useNoticeWords() {
  const i18n = useI18n();
  const format = useFormat();

  function filled({ facts }: Notice): Record<string, string | number> {
    const { day } = facts;
    // who has left is not named
    const by = facts['by'] ?? i18n.t('notices.gone');
    return typeof day === 'string'
      ? { ...facts, by, day: format.date(`${day}T12:00Z`, 'dayLong', 'UTC') }
      : { ...facts, by };
  }
  const text = (one: Notice) =>
    i18n.t(`notices.kinds.${one.kind}.${one.facts['which'] ?? 'text'}`, filled(one));
  return {
    /** In the list, which nobody but its person has open. */
    text,
    /** On any screen, where somebody may look over the shoulder. */
    short: (one: Notice) => {
      const brief = `notices.kinds.${one.kind}.brief`;
      return i18n.te(brief) ? i18n.t(brief, filled(one)) : text(one);
    },
    link: ({ kind, facts }: Notice) => pathOf(ruleOfNotice(kind).link, facts),
  };
}

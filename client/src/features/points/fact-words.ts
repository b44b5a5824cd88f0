import { useI18n } from 'vue-i18n';
import { useFormat } from '../../lib/use-format';
import { type Fact, headOf } from './facts';
import { useKindWords } from './kind-words';

/** Sentences about a fact's number, in points or in coins alone. */
export function useFactWords() {
  const { t } = useI18n();
  const format = useFormat();
  const words = useKindWords();
  const named = (fact: Fact) => {
    const amount = Math.abs(fact.coinsOnly ? fact.coins : fact.points);
    return { amount, points: format.number(amount) };
  };
  return {
    whyOf: (fact: Fact) =>
      t(fact.coinsOnly ? 'points.record.whyCoinsOf' : 'points.record.whyOf', {
        ...named(fact),
        what: words.did(headOf(fact).kind),
      }),
    /** The question that "why this number?" answers. */
    question: (fact: Fact) => {
      const { amount, points } = named(fact);
      const of = fact.coinsOnly ? 'points.why.inCoins' : 'points.why';
      return headOf(fact).reverses ? t(`${of}.titleBack`, { points }) : t(`${of}.title`, { points }, amount);
    },
  };
}

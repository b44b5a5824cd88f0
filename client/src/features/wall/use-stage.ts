import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { WallSide, WallView } from '@vigil/shared/wall';
import { formatDuration } from '../../lib/format';
import { useFormat } from '../../lib/use-format';
import { useUi, type SkylineInput } from '../../ui';
import { leftMs, type Scene } from './scenes';

/** What stands under one building. */
export interface Plate {
  readonly id: string;
  readonly name: string;
  /** The large figure; null where there are too few people to show one. */
  readonly figure: { readonly value: number; readonly digits: number } | null;
  readonly line: string;
  readonly bright: boolean;
}
export interface Stage {
  readonly title: string;
  readonly text: string;
  readonly city: SkylineInput;
  readonly plates: readonly Plate[];
}

const windows = 60;
/** A building of a challenge has sixty windows: as many as one of twice as many people has in the city. */
const peopleForAll = 2 * windows;

/** A scene in words, figures and light. */
export function useStage(scene: () => Scene, wall: () => WallView, minute: () => number): ComputedRef<Stage> {
  const { t } = useI18n();
  const ui = useUi();
  const format = useFormat();
  const sums = computed(() => {
    const counted = wall().departments.filter((one) => one.people !== null && one.active !== null);
    const sum = (key: 'people' | 'active') => counted.reduce((all, one) => all + (one[key] ?? 0), 0);
    return { people: sum('people'), active: sum('active') };
  });
  /** The company's own goal is the dawn; without one, the share that lit a window. */
  const dawn = computed(() => {
    const goal = wall().challenges.find(({ form }) => form === 'goal')?.sides[0]?.lit;
    const { people, active } = sums.value;
    return goal === null || goal === undefined ? (people === 0 ? 0 : active / people) : goal / windows;
  });

  function cityStage({ departments }: Extract<Scene, { of: 'city' }>): Stage {
    const { people, active } = sums.value;
    const ranks = wall().departments.map(({ rank }) => rank);
    return {
      title: active === 0 ? t('wall.city.dark') : t('wall.city.lit', { n: format.number(active) }),
      text:
        active === 0
          ? t('wall.city.hint')
          : t('wall.city.share', { share: format.percent(active / people), name: wall().organisation }),
      city: { departments, goal: dawn.value },
      plates: departments.map(({ id, name, people: size, active: lit, rank, score }) => {
        if (size === null) return { id, name, figure: null, line: t('wall.plate.few'), bright: false };
        const place = rank === null ? t('wall.plate.waiting') : format.ordinal(rank);
        const shared = rank !== null && ranks.filter((other) => other === rank).length > 1;
        const share = t('wall.plate.lit', { share: format.percent(size > 0 ? (lit ?? 0) / size : 0) });
        const line = `${shared ? t('wall.plate.shared', { rank: place }) : place} · ${share}`;
        return {
          ...{ id, name, line },
          figure: score === null ? null : { value: score, digits: 1 },
          bright: rank === 1,
        };
      }),
    };
  }

  function challengeStage({ challenge }: Extract<Scene, { of: 'challenge' }>): Stage {
    const { form, name, sides, endsAt, prize } = challenge;
    const most = Math.max(...sides.map(({ lit }) => lit ?? 0));
    const left =
      Date.parse(endsAt) > minute()
        ? t('wall.race.left', { time: formatDuration(leftMs(endsAt, minute()), ui.value.locale, 'long') })
        : t('wall.race.counting');
    const named = sides.map((side) => ({
      ...side,
      name: side.id === 'company' ? t('wall.company') : side.name,
    }));
    return {
      title: name,
      text: [
        apart(sides),
        left,
        prize === null ? '' : t(form === 'goal' ? 'wall.race.prizeAll' : 'wall.race.prize', { prize }),
      ]
        .filter(Boolean)
        .join(' '),
      city: {
        departments: named.map(({ id, name: of, lit }) => ({
          ...{ id, name: of },
          people: lit === null ? null : peopleForAll,
          active: lit === null ? null : (lit * peopleForAll) / windows,
        })),
        goal: form === 'goal' ? most / windows : dawn.value,
      },
      plates: named.map(({ id, name: of, lit, participation }) => ({
        ...{ id, name: of },
        figure: lit === null ? null : { value: lit, digits: 0 },
        line:
          lit === null
            ? t('wall.plate.few')
            : `${t('wall.plate.of')} · ${t('wall.plate.part', { share: format.percent(participation ?? 0) })}`,
        bright: lit !== null && lit === most && most > 0,
      })),
    };
  }

  function apart(sides: readonly WallSide[]): string {
    const [first, second] = sides.flatMap(({ lit }) => lit ?? []).sort((a, b) => b - a);
    if (first === undefined) return '';
    if (second === undefined) return t('wall.race.goal', { n: first });
    return first === second
      ? t('wall.race.level')
      : t('wall.race.apart', { n: first - second }, first - second);
  }

  return computed(() => {
    const shown = scene();
    return shown.of === 'city' ? cityStage(shown) : challengeStage(shown);
  });
}

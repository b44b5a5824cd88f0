import type { StreaksMessages } from './messages.en';

export const streaksDe: StreaksMessages = {
  streaks: {
    title: 'Dein Licht',
    days: 'Arbeitstag mit deinem Licht | Arbeitstage mit deinem Licht',
    weeks: '{n} Woche in Folge | {n} Wochen in Folge',
    best: 'dein Bestwert: {n} Tag | dein Bestwert: {n} Tage',
    freezes:
      'Noch keine Reserve. | Eine Reserve hält es an einem verpassten Tag an. | {n} Reserven halten es an verpassten Tagen an.',
    nextFreeze: 'Noch ein Licht bringt die nächste. | Noch {n} Lichter bringen die nächste.',
    lastDays: 'Die letzten vierzehn Tage',
    dayIs: '{day}: {what}',
    states: {
      lit: 'Licht an',
      frozen: 'von einer Reserve gehalten',
      off: 'nichts erwartet',
      ended: 'dunkel',
      open: 'heute, noch nicht an',
    },
    off: {
      'day-off': 'kein Arbeitstag',
      holiday: 'Feiertag',
      leave: 'abwesend',
      outage: 'Vigil war nicht erreichbar',
      travel: 'unterwegs zwischen Zeitzonen',
    },
    how: 'Alles Sichere, das du tust, macht das Licht des Tages an. Wochenenden, Feiertage und Abwesenheit löschen es nie, und dein Bestwert bleibt.',
    away: {
      title: 'Abwesenheit',
      text: 'Urlaub, Krankheit, was auch immer: Dein Licht bleibt an. Du kannst es auch nachträglich eintragen. Niemand sonst sieht es, und niemand fragt nach dem Grund.',
      from: 'Erster Tag',
      until: 'Letzter Tag',
      add: 'Eintragen',
      none: 'Nichts eingetragen.',
      missing: 'Wähle den ersten Tag.',
      backwards: 'Der letzte Tag liegt vor dem ersten. Wähle einen späteren.',
      range: '{first} bis {last}',
      remove: 'Entfernen',
      removeOf: '{what} entfernen',
    },
    work: {
      title: 'Arbeitszeit',
      days: 'Ich arbeite',
      count: 'Wähle einen bis {most} Tage.',
      holidays: 'Feiertage',
      hint: 'An diesen Tagen kommt keine Frage, und dein Licht bleibt an.',
      usual: 'Wie in meiner Zeitzone üblich ({region})',
      noHolidays: 'Keine',
      save: 'Arbeitszeit speichern',
      saved: 'Gespeichert. Es gilt ab heute.',
    },
  },
  problem: {
    'leave-too-much': {
      what: 'Das sind mehr Abwesenheiten, als wir behalten können',
      do: 'Entferne zuerst ein paar alte.',
    },
  },
};

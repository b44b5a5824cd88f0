import type { DailyCheckMessages } from './messages.en';

export const dailyCheckDe: DailyCheckMessages = {
  check: {
    title: 'Der Check von heute',
    text: 'Eine Frage je Arbeitstag, in weniger als einer Minute, mit dem Warum.',
    ready: 'Deine Frage für heute ist da. Lass dir Zeit: Hier ist niemand schneller oder langsamer.',
    show: 'Frage zeigen',
    answer: 'Das ist meine Antwort',
    due: 'Die Frage von heute wartet. Sie dauert keine Minute.',
    opened: 'Du hast die Frage von heute geöffnet.',
    done: 'Für heute erledigt. Die nächste Frage kommt an deinem nächsten Arbeitstag.',
    go: 'Zur Frage',
    goOn: 'Weiter',
    why: 'Das Warum noch einmal ansehen',
    right: 'Richtig. Danke für die Minute.',
    learned: 'Danke für die Minute. Das hier hilft.',
    thanks:
      'Dein Licht ist an. | Dein Licht ist an, und du hast {points} Punkt verdient. | Dein Licht ist an, und du hast {points} Punkte verdient.',
    isRight: 'das ist richtig',
    yours: 'deine Antwort',
    source: 'Mehr dazu:',
    alone: 'Nur du siehst, was du geantwortet hast.',
    off: 'Heute keine Frage',
    offWhy: {
      'day-off': 'Das ist keiner deiner Arbeitstage. Dein Licht bleibt von selbst an.',
      holiday: 'Bei dir ist Feiertag. Dein Licht bleibt von selbst an.',
      leave: 'Du bist heute abwesend. Dein Licht bleibt von selbst an.',
      outage: 'Vigil war heute nicht erreichbar. Dein Licht bleibt von selbst an.',
      travel: 'Du bist zwischen zwei Zeitzonen unterwegs. Dein Licht bleibt von selbst an.',
    },
    usedUp: 'Du kennst alle unsere Fragen',
    usedUpText:
      'Jede kam in den letzten 90 Tagen zu dir. Auch alles andere Sichere, das du tust, macht dein Licht an.',
  },
  problem: {
    'no-check-today': {
      what: 'Heute gibt es keine Frage für dich',
      do: 'Die nächste kommt an deinem nächsten Arbeitstag.',
    },
    'check-over': {
      what: 'Die Zeit für diese Frage ist vorbei',
      do: 'Öffne stattdessen die Frage von heute.',
    },
    'check-too-quick': {
      what: 'So schnell liest niemand',
      do: 'Atme durch, lies sie und antworte noch einmal.',
    },
  },
};

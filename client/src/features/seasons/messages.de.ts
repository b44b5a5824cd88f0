import type { SeasonsMessages } from './messages.en';

/** Wörter der Saisons. */
export const seasonsDe: SeasonsMessages = {
  seasons: {
    title: 'Saisons',
    one: 'Eine Saison',
    all: 'Alle Saisons',
    text: 'Eine Saison ist ein Vierteljahr. Ist eine vorbei, bleiben ihre Ranglisten, wie sie waren, und alle beginnen neu, Seite an Seite. Deine Punkte bleiben deine.',
    days: '{from} bis {until}',
    states: { running: 'läuft', counting: 'wird ausgezählt', closed: 'vorbei' },
    stateText: {
      running: 'Sie läuft noch. Geschlossen wird sie am {when}.',
      counting: 'Sie ist zu Ende. Was in ihr geschah und spät gemeldet wird, zählt noch bis {when}.',
      closed:
        'Sie ist geschlossen: Diese Stände bleiben. Was später gemeldet wurde, zählt in der Saison danach und in deinen Punkten.',
    },
    mineOf: 'Meine {season} in fünf Zahlen',
    challenges: {
      title: 'Challenges dieser Saison',
      none: 'In dieser Saison ging keine Challenge zu Ende.',
      won: '{names} leuchtete am hellsten',
      goal: 'Wir haben unser Ziel zusammen erreicht',
      quest: 'Alle für sich',
      thanks: 'Danke allen fürs Mitspielen',
    },
    numbers: {
      points: 'Punkt, der auf Ranglisten zählt | Punkte, die auf Ranglisten zählen',
      days: 'Tag mit Licht | Tage mit Licht',
      run: 'Arbeitstag am Stück | Arbeitstage am Stück, deine längste Serie',
      spokeUp: 'Mal etwas gemeldet | Mal etwas gemeldet',
      helped: 'Mal anderen geholfen | Mal anderen geholfen',
      learned: 'Sache gelernt oder gelesen | Sachen gelernt oder gelesen',
      habits: 'sichere Gewohnheit begonnen | sichere Gewohnheiten begonnen',
      checks: 'Tagesfrage aufgenommen | Tagesfragen aufgenommen',
      challenges: 'Challenge mitgespielt | Challenges mitgespielt',
    },
    mine: {
      title: 'Deine Saison in fünf Zahlen',
      text: {
        running: 'Bis jetzt. Bis zum Ende ist noch Zeit, und nichts hier kann verloren gehen.',
        counting: 'Sie ist vorbei. Bis {when} kann noch etwas dazukommen, das spät gemeldet wird.',
        closed: 'Sie gehören dir. Danke, dass du das Licht angelassen hast.',
      },
      nothing:
        'Aus dieser Saison steht hier nichts, und das ist in Ordnung. Die nächste gute Sache ist die erste.',
      picture: 'Zum Behalten, und zum Teilen, wenn du magst',
      private:
        'Nur du siehst diese Seite, auch wenn du auf keiner Rangliste stehst. Das Bild entsteht auf deinem Gerät; niemand bekommt es, wenn du es nicht weitergibst.',
      withName: 'Mit meinem Namen darauf',
      keep: 'Bild herunterladen',
      share: 'Teilen',
      thanks: 'Danke, dass du das Licht angelassen hast.',
      unable: 'Dein Browser kann das Bild nicht zeichnen. Die Zahlen stehen hier zum Kopieren.',
    },
    begins: {
      title: '{season} beginnt',
      text: 'Alle Ranglisten beginnen neu, Seite an Seite. Was du verdient hast, bleibt deines. Danke für die Saison, die vorbei ist.',
      mine: 'Meine letzte Saison in fünf Zahlen',
      close: 'Weglegen',
    },
  },
  problem: {
    'season-not-found': {
      what: 'Diese Saison gab es hier nicht',
      do: 'Wähle eine aus der Liste der Saisons.',
    },
  },
  audit: {
    subjects: { season: 'Saison' },
    acts: { 'season-closed': 'Hat eine Saison geschlossen' },
  },
};

import type { FairnessMessages } from './messages.en';

export const fairnessDe: FairnessMessages = {
  fair: {
    how: 'Wie kommt der Platz zustande?',
    size: 'Größe der Abteilungen',
    sizes: { all: 'Alle Größen', small: 'Klein', medium: 'Mittel', large: 'Groß' },
    divisions: { small: 'klein', medium: 'mittel', large: 'groß' },
    noneOfSize: 'Noch keine Abteilung dieser Größe',
    noneOfSizeText: 'Wähle oben eine andere Größe oder sieh dir alle zusammen an.',
    company: 'Firma {mean}',
    bracket: 'Eine Klammer verbindet Abteilungen, die zu nah beieinander liegen.',
    shared: 'geteilt',
    giveOrTake: 'plus oder minus',
    waiting: 'Der Platz kommt in spätestens einer Minute.',
    firsts: 'Vorn in der eigenen Größe',
    moreShare: 'und {n} weitere Abteilung | und {n} weitere Abteilungen',
    why: 'Warum {score}?',
    whyText:
      'Bei {n} Personen in {name} spielt Glück eine Rolle. Darum neigt sich der Wert zum Durchschnitt der Firma, {mean}.',
    whyNoLean: 'Das haben die {n} Personen von {name} im Durchschnitt verdient. Die ganze Firma hat {mean}.',
    own: 'Punkte je Person',
    lean: 'Neigung zur Firma',
    noise: 'Plus oder minus {noise}: So viel davon kann Glück sein.',
    trend: {
      title: 'Die Saison, Woche für Woche',
      company: 'Die ganze Firma',
      beside: 'Daneben',
      week: 'Woche {week}',
      tooEarly: 'Das Bild beginnt mit der zweiten Woche der Saison.',
      asTable: 'Dasselbe als Tabelle',
      n: 'Fairer Wert jeder Woche, n = {people} Personen in {departments} Abteilungen. Der Schein um deine Linie ist, was Glück sein kann.',
      running: 'Diese Woche läuft noch.',
      summary: 'Faire Werte in {n} Wochen.',
      told: '{name}: von {first} auf {last}.',
      cell: '{score} ({rank})',
    },
    limits: {
      small: 'Klein, bis … Personen',
      medium: 'Mittel, bis … Personen',
      smallWrong: 'Nimm eine ganze Zahl ab 5.',
      mediumWrong: 'Nimm eine ganze Zahl, die größer ist als die der kleinen.',
      save: 'Größen speichern',
      saved: 'Gespeichert. Die Ranglisten folgen in spätestens einer Minute.',
    },
    page: {
      title: 'Wie Abteilungen ihren Platz bekommen',
      lead: 'Nach dem, was die Menschen verdienen, ohne das Glück. Eine kleine Abteilung gewinnt nicht durch Glück, und eine große nicht, weil sie groß ist.',
      back: 'Zurück zu den Abteilungen',
      equals: 'Eine Probe: Alle sind gleich gut',
      equalsText: {
        reference:
          'Nimm zwanzig Abteilungen mit 5, 20, 60 und 200 Personen, in denen alle gleich oft etwas verdienen. Keine verdient es, allein vorn zu sein. Welche wäre es?',
        own: 'Nimm Abteilungen, so groß wie unsere, in denen alle gleich oft etwas verdienen. Keine verdient es, allein vorn zu sein. Welche wäre es?',
      },
      company: 'Welche Abteilungen',
      companies: { reference: 'Sehr verschieden groß', own: 'So groß wie unsere' },
      ways: { sum: 'Nach Summe', average: 'Nach bloßem Durchschnitt', live: 'Nach unserem fairen Wert' },
      nobody: 'Niemand allein: {share} der Saisons',
      caption:
        'Unten: wie viele Personen eine Abteilung hat. Das Licht darüber: in wie vielen von {seasons} gespielten Saisons eine dieser Größe allein vorn war. Eben auf deinem Gerät gespielt, nach der Regel der Ranglisten.',
      table: 'Allein vorn, nach Größe der Abteilung',
      size: 'Personen',
      departments: 'Abteilungen',
      reasons: {
        sum: {
          title: 'Warum nicht die Summe?',
          text: 'Zweihundert Menschen sammeln mehr Punkte als fünf, wie umsichtig die fünf auch sind. Die größte Abteilung würde jede Saison gewinnen.',
        },
        average: {
          title: 'Warum nicht der bloße Durchschnitt?',
          text: 'In einer Gruppe von fünf hebt oder senkt eine einzige Woche den Durchschnitt weit. Die kleinsten Abteilungen würden durch Glück gewinnen und durch Pech zurückfallen.',
        },
        shared: {
          title: 'Warum teilen sich manche einen Platz?',
          text: 'Wenn der Abstand zweier Abteilungen kleiner ist als das Glück darin, wäre es nicht wahr, eine besser zu nennen. Sie teilen sich den Platz, bis der Abstand echt ist.',
        },
      },
      counts: {
        title: 'Was zählt',
        days: 'Jede Person zählt für die Tage, an denen sie in der Abteilung war. Wer wechselt, lässt die Punkte dort, wo sie verdient wurden.',
        small: 'Ab 5 Personen hat eine Abteilung einen Platz. Darunter könnte eine Zahl jemanden verraten.',
        hidden:
          'Wer auf keiner Rangliste steht, bringt nur dort Punkte, wo niemand erkennen kann, von wem sie sind.',
        minute:
          'Plätze werden höchstens einmal in der Minute berechnet und ändern sich erst, wenn jemand klar vorn ist.',
      },
      divisions: 'Vorn in der eigenen Größe',
      divisionsText:
        'Unter allen fällt eine kleine Abteilung schwer auf. Darum hat jede Größe einen eigenen ersten Platz: klein bis {small} Personen, mittel bis {medium}, groß darüber.',
    },
  },
};

import type { NoticesMessages } from './messages.en';

export const noticesDe: NoticesMessages = {
  notices: {
    title: 'Nachrichten',
    text: 'Was für dich geschehen ist, 90 Tage lang. Niemand sonst sieht diese Liste.',
    choose: 'Wähle, was du erfährst',
    bell: 'Nachrichten | Nachrichten, eine ungelesen | Nachrichten, {n} ungelesen',
    new: 'Neu',
    gone: 'jemand, der nicht mehr da ist',
    readAll: 'Alle gelesen',
    more: 'Mehr zeigen',
    andMore: 'Und noch eine Nachricht. | Und noch {n} Nachrichten.',
    empty: 'Noch nichts zu sagen',
    emptyText: 'Antworten auf deine Meldungen, Challenges mit dir und dein Licht: Alles steht dann hier.',
    labels: {
      report: { answered: 'Antworten auf meine Meldungen' },
      question: { answered: 'Antworten auf meine Fragen', asked: 'Fragen an das Sicherheitsteam' },
      reward: { answered: 'Belohnungen, um die ich gebeten habe' },
      challenge: {
        asked: 'Challenges, zu denen ich gefragt bin',
        answered: 'Antworten zu Challenges von mir',
        moved: 'Challenges mit mir',
      },
      season: { closed: 'Saisons, die vorbei sind' },
      recognition: { received: 'Dank an mich' },
      light: {
        waiting: 'Lichter, die auf eine zweite Person warten',
        answered: 'Antworten zu Lichtern von mir',
      },
      badge: { granted: 'Abzeichen' },
      streak: { best: 'Neue Bestwerte', kept: 'Reserven, die mein Licht hielten' },
      entry: { reversed: 'Zurückgenommene Einträge' },
      time: { given: 'Zeit, die die Führung meiner Abteilung gibt' },
      points: { recounted: 'Neu gezählte Wochen' },
    },
    kinds: {
      report: {
        answered: {
          report: {
            confirmed: 'Das Sicherheitsteam hat geantwortet: Es war echt. {points} Punkte, und danke.',
            harmless: 'Das Sicherheitsteam hat geantwortet: Es war harmlos. Danke, dass du zuerst fragst.',
          },
          idea: {
            confirmed: 'Deine Idee wird aufgenommen. {points} Punkte, und danke.',
            harmless: 'Das Sicherheitsteam hat auf deine Idee geantwortet. Danke dafür.',
          },
        },
      },
      question: {
        answered: {
          text: 'Das Sicherheitsteam hat eine Frage von dir beantwortet. Sie steht bei deinen Einträgen.',
        },
        asked: { text: 'Jemand hat dem Sicherheitsteam eine Frage gestellt.' },
      },
      reward: {
        answered: {
          approved: 'Zugesagt: „{title}“ gehört dir und ist unterwegs.',
          fulfilled: 'Übergeben: „{title}“. Viel Freude damit.',
          declined: 'Diesmal nicht: „{title}“. Deine Münzen sind zurück.',
          brief: 'Es gibt eine Antwort zu „{title}“.',
        },
      },
      challenge: {
        asked: { text: 'Du bist gefragt, ob deine Abteilung bei „{challenge}“ mitmacht.' },
        answered: {
          agreed: '{department} macht bei „{challenge}“ mit, sagt {by}.',
          declined: '{department} macht bei „{challenge}“ diesmal nicht mit, sagt {by}.',
        },
        moved: {
          scheduled: '„{challenge}“ hat einen Termin, und du bist dabei.',
          live: '„{challenge}“ hat begonnen.',
          closed: '„{challenge}“ ist vorbei. Das Ergebnis kommt bald.',
          announced: 'Das Ergebnis von „{challenge}“ ist da.',
        },
      },
      season: {
        closed: {
          text: 'Saison {quarter}, {year} ist geschlossen, und ihre Stände bleiben. Deine, in fünf Zahlen, gehört dir.',
        },
      },
      recognition: { received: { text: 'Jemand dankt dir. Lies, wofür.' } },
      light: {
        waiting: {
          text: 'Eine Führungskraft möchte Lichter vergeben ({lights}), und eine zweite Person muss zustimmen.',
        },
        answered: {
          granted: 'Zugestimmt: Die Lichter, die du vergeben hast ({lights}), leuchten.',
          declined:
            'Diesmal nicht: Deine Lichter ({lights}) sind zurück in deinem Budget. Der Grund steht dabei.',
          brief: 'Es gibt eine Antwort zu Lichtern von dir.',
        },
      },
      badge: {
        granted: {
          bronze: 'Ein Fenster von dir leuchtet: {title}, Bronze.',
          silver: 'Ein Fenster von dir leuchtet: {title}, Silber.',
          gold: 'Ein Fenster von dir leuchtet: {title}, Gold.',
        },
      },
      streak: {
        best: { text: 'Dein neuer Bestwert: {days} Arbeitstage mit deinem Licht.' },
        kept: { text: 'Eine Reserve hat dein Licht gehalten: {day}.' },
      },
      entry: {
        reversed: { text: 'In deinem Verlauf wurde etwas richtiggestellt. Der Grund steht dabei.' },
      },
      time: {
        given: {
          given: 'Deine Abteilung hat Zeit für Sicherheit: {minutes} Minuten für alle, {day}.',
          withdrawn: 'Die {minutes} Minuten für Sicherheit, {day}, wurden zurückgenommen.',
        },
      },
      points: {
        recounted: {
          text: 'Vergangene Wochen wurden neu gezählt, und Einträge von dir haben sich geändert.',
        },
      },
    },
    wishes: {
      title: 'Was du erfährst',
      text: 'Live: Es zeigt sich einen Moment. Gesammelt: Es wartet unter der Glocke. Aus: Es wird auch nicht gesammelt.',
      choices: { live: 'Live', centre: 'Gesammelt', off: 'Aus' },
      saved: 'Gespeichert.',
    },
    quiet: {
      label: 'Ruhezeit',
      hint: 'Dann zeigt sich nichts. Es wartet unter der Glocke.',
      from: 'Von',
      until: 'Bis',
      zone: 'Nach deiner Uhr: {zone}',
      same: 'Wähle zwei verschiedene Zeiten.',
      save: 'Ruhezeit speichern',
    },
  },
};

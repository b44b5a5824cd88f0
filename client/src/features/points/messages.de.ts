import type { PointsMessages } from './messages.en';

export const pointsDe: PointsMessages = {
  points: {
    kinds: {
      simulation: {
        reported: {
          did: 'Du hast eine Übungsmail gemeldet',
          todo: 'Eine seltsame Mail melden',
          how: 'Kommt dir eine Mail seltsam vor, drück den Melden-Knopf deines Mailprogramms. Manche sind Übungsmails deines Sicherheitsteams. Ein Klick davor nimmt dir nichts weg.',
        },
        passed: {
          did: 'Du hast eine Übungsmail liegen lassen',
          todo: 'Eine Übungsmail liegen lassen',
          how: 'Eine Übungsmail kam bei dir an, und nichts darin wurde geöffnet oder ausgefüllt. Melden bringt mehr. Diese Punkte sind deine allein, keine Rangliste zählt sie.',
        },
      },
      threat: {
        reported: {
          did: 'Du hast etwas Verdächtiges gemeldet',
          todo: 'Etwas Verdächtiges melden',
          how: 'Eine Mail, ein Anruf oder ein Besuch, der sich falsch anfühlt: Sag es deinem Sicherheitsteam. Auch ein ehrlicher Fehlalarm zählt.',
        },
        confirmed: {
          did: 'Deine Meldung war richtig',
          todo: 'Mit einer Meldung richtig liegen',
          how: 'Bestätigt das Sicherheitsteam, dass deine Meldung echt war, kommt das noch dazu.',
        },
      },
      training: {
        completed: {
          did: 'Du hast einen Kurs abgeschlossen',
          todo: 'Einen Kurs abschließen',
          how: 'Öffne deine Lernplattform und mach einen der kurzen Sicherheitskurse bis zum Ende.',
        },
      },
      quiz: {
        passed: {
          did: 'Du hast ein Quiz geschafft',
          todo: 'Ein Quiz schaffen',
          how: 'Beantworte die Fragen am Ende eines Kurses. Du kannst es versuchen, so oft du magst.',
        },
      },
      policy: {
        attested: {
          did: 'Du hast eine Richtlinie gelesen und bestätigt',
          todo: 'Eine Richtlinie lesen und bestätigen',
          how: 'Lies die Richtlinie, die du bekommen hast, und bestätige, dass du sie kennst.',
        },
      },
      check: {
        daily: {
          did: 'Du hast den Minutencheck gemacht',
          todo: 'Den Minutencheck machen',
          how: 'Eine kurze Frage je Arbeitstag, mit dem Warum.',
        },
      },
      habit: {
        adopted: {
          did: 'Du hast eine sichere Gewohnheit angenommen',
          todo: 'Eine sichere Gewohnheit annehmen',
          how: 'Schalte einen zweiten Schritt beim Anmelden ein, zieh mit deinen Passwörtern in einen Passwortmanager um oder bring dein Gerät auf den neuesten Stand.',
        },
      },
      suggestion: {
        adopted: {
          did: 'Dein Vorschlag wurde übernommen',
          todo: 'Etwas Besseres vorschlagen',
          how: 'Sag dem Sicherheitsteam, was sicherer oder einfacher ginge. Wird es übernommen, bekommst du diese Punkte.',
        },
      },
      colleague: {
        helped: {
          did: 'Du hast im Team geholfen',
          todo: 'Jemandem im Team helfen',
          how: 'Zeig jemandem, wie man einen Passkey einrichtet, oder schaut euch zusammen eine seltsame Mail an.',
        },
      },
      recognition: {
        received: {
          did: 'Jemand hat dir gedankt',
          todo: 'Dank bekommen',
          how: 'Würdigt jemand, was du für die Sicherheit getan hast, bekommst du diese Punkte.',
        },
      },
      challenge: {
        won: {
          did: 'Dein Team hat einen Wettbewerb gewonnen',
          todo: 'Zusammen einen Wettbewerb gewinnen',
          how: 'Erreicht dein Team das Ziel eines Wettbewerbs, bekommen alle darin diese Punkte.',
        },
      },
    },
    otherKind: { did: '{title}', how: 'Das hat dein Sicherheitsteam hinzugefügt.' },
    about: '„{about}“',
    takenBack: 'zurückgenommen',
    quiet: 'nicht auf Ranglisten',
    record: {
      title: 'Mein Verlauf',
      season: 'Punkte diese Saison',
      all: 'Punkte insgesamt',
      coins: 'Münzen zum Ausgeben',
      caption: 'Alles, was du verdient hast, das Neueste zuerst',
      when: 'Wann',
      what: 'Was du getan hast',
      points: 'Punkte',
      why: 'Warum?',
      whyOf: 'Warum {points} Punkte für: {what}',
      more: 'Mehr zeigen',
      complete: 'Das ist alles.',
      csv: 'Als Tabelle sichern (CSV)',
      empty: 'Dein Verlauf ist noch leer',
      emptyText:
        'Die erste seltsame Mail, die du meldest, oder der erste Kurs steht dann hier, mit dem Grund.',
      emptyDo: 'Was Punkte bringt',
      correction: 'Zurückgenommen: {what}',
    },
    why: {
      title: 'Warum {points} Punkt? | Warum {points} Punkte?',
      titleBack: 'Warum wurden {points} Punkte zurückgenommen?',
      tookMinutes:
        'Es war kaum Arbeitszeit vergangen. | Du hast {minutes} Arbeitsminute gebraucht. | Du hast {minutes} Arbeitsminuten gebraucht.',
      base: 'Der Grundwert dafür',
      speed: 'Schnell gemeldet',
      speedStep: 'Innerhalb von {minutes} Arbeitsminuten.',
      first: 'Als Erstes gemeldet',
      firstText: 'Niemand in der Firma war früher.',
      event: 'Aktion',
      eventNone: 'Es lief keine.',
      eventOn: 'Alles zählte {factor}-fach.',
      limit: 'Grenze',
      limitNone: 'Nichts wurde gekürzt.',
      limitDay: 'Höchstens {limit} Punkte am Tag dafür; {used} waren schon da.',
      limitWeek: 'Höchstens {limit} Punkte in der Woche dafür; {used} waren schon da.',
      earlier: 'Schon gezählt',
      earlierText: 'Ein Teil davon stand schon in deinem Verlauf.',
      earned: 'Du hast verdient',
      coins: 'Und {coins} Münze. | Und {coins} Münzen.',
      quiet: 'Diese Punkte zählen für dich allein. Keine Rangliste zählt sie.',
      back: 'Zurückgenommen',
      reason: 'Grund',
      noReason: 'Dasselbe zählt jetzt an einem anderen Tag.',
      wasTakenBack: 'Das wurde später zurückgenommen. Der Grund steht in deinem Verlauf.',
      rule: 'Regeln',
      ruleText: 'Fassung {revision}',
      source: 'Gemeldet von',
      happened: 'Geschehen',
      recorded: 'Bei uns angekommen',
      clear: 'Alles klar',
      ask: 'Stimmt etwas nicht, frag nach. Du bekommst eine Korrektur oder einen Grund.',
      gone: 'Dieser Eintrag steht nicht in deinem Verlauf',
    },
    earn: {
      title: 'Was Punkte bringt',
      text: 'Jede Zahl in Vigil kommt aus diesen Regeln. Nichts, was du tust, nimmt dir je Punkte weg.',
      sinceStart: 'Die ersten Regeln, Fassung {revision}.',
      since: 'Regeln vom {day}, Fassung {revision}.',
      each: '{points} Punkt | {points} Punkte',
      speedTitle: 'Etwas mehr, wenn du schnell bist',
      speedStep: '+{points} innerhalb von {minutes} Arbeitsminuten nach der Mail',
      speedNote: 'Nur deine Arbeitszeit zählt: Nächte, Wochenenden und Feiertage nicht.',
      first: '+{points} für die erste Meldung der Firma',
      capDay: 'Höchstens {points} Punkte am Tag.',
      capWeek: 'Höchstens {points} Punkte in der Woche.',
      once: 'Jedes zählt einmal.',
      cooldown: 'Höchstens einmal in {minutes} Minuten.',
      quiet: 'Nicht auf Personenranglisten.',
      promises: 'Worauf du dich verlassen kannst',
      promise1: 'Melden lohnt sich immer, auch nach einem Klick, auch wenn nichts war.',
      promise2: 'Was du verdient hast, bleibt. Korrigieren wir etwas, siehst du den Grund.',
      promise3: 'Ein verdienter Punkt ist auch eine Münze.',
      none: 'Noch keine Regeln',
      noneText:
        'Dein Sicherheitsteam hat noch keine Regeln festgelegt. Die Seite füllt sich, sobald es so weit ist.',
      record: 'Zu meinem Verlauf',
    },
  },
};

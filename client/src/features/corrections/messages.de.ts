import type { CorrectionsMessages } from './messages.en';

export const correctionsDe: CorrectionsMessages = {
  problem: {
    'dispute-waits': {
      what: 'Danach hast du schon gefragt',
      do: 'Das Sicherheitsteam hat deine Frage. Die Antwort erscheint hier.',
    },
    'dispute-settled': {
      what: 'Diese Frage ist beantwortet',
      do: 'Lade die Seite neu, um die Antwort zu lesen.',
    },
    'entry-reversed': {
      what: 'Dieser Eintrag wurde schon zurückgenommen',
      do: 'Lade die Seite neu, um den Stand zu sehen.',
    },
    'reversal-is-final': {
      what: 'Eine Berichtigung wird nicht zurückgenommen',
      do: 'Antworte stattdessen mit einer Begründung.',
    },
  },
  disputes: {
    title: 'Meine Fragen',
    intro:
      'Wenn eine Zahl oder eine Notiz nicht stimmt, frag nach. Das Sicherheitsteam berichtigt sie oder sagt dir, warum.',
    wrong: 'Stimmt etwas nicht?',
    what: 'Was stimmt nicht? Ein Satz genügt.',
    sees: 'Das Sicherheitsteam sieht diesen Eintrag, deinen Namen und deinen Satz.',
    send: 'Das Sicherheitsteam fragen',
    sent: 'Danke. Deine Frage liegt beim Sicherheitsteam.',
    cancel: 'Jetzt nicht',
    askAgain: 'Noch einmal fragen',
    yours: 'Deine Frage',
    waits: 'Wartet auf eine Antwort.',
    show: 'Eintrag zeigen',
    aboutEntry: 'Zu Punkten',
    aboutNote: 'Zu einer Notiz nur für dich',
    you: 'Du',
    person: 'Die Person',
    team: 'Sicherheitsteam',
    states: { open: 'Wartet', accepted: 'Berichtigt', explained: 'Erklärt' },
    outcomes: { accepted: 'berichtigt', explained: 'erklärt' },
    time: {
      few: 'Wie lange Antworten dauern, steht hier, sobald es fünf gibt.',
      minutes: 'Die Hälfte der Antworten kam binnen {time} min Arbeitszeit (n = {n}, letzte 90 Tage).',
      hours: 'Die Hälfte der Antworten kam binnen {time} h Arbeitszeit (n = {n}, letzte 90 Tage).',
    },
    note: {
      wrong: 'Das war ich nicht',
      title: 'Nach dieser Notiz fragen',
      text: 'Ein Mailfilter oder jemand anderes kann so etwas auslösen. Stimmt das Sicherheitsteam zu, zählt die Notiz nicht mehr als deine.',
      shows: 'Mit der Frage zeigst du dem Sicherheitsteam diese Notiz',
      showsText:
        'Bisher sieht sie niemand außer dir. Danach sieht das Team, und sonst niemand, dass auf deiner Kopie ein Klick vermerkt wurde. Deine Punkte und Ranglisten bleiben, wie sie sind.',
      what: 'Was ist geschehen? Ein Satz genügt.',
      send: 'Notiz zeigen und fragen',
    },
    notes: {
      title: 'Notizen nur für dich',
      text: 'Was auf deinen Kopien von Übungsmails vermerkt wurde. Sonst sieht das niemand.',
      withdrawn: 'Zurückgezogen: Das zählt nicht als deins.',
    },
  },
};

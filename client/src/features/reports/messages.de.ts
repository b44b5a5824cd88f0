import type { ReportsMessages } from './messages.en';

export const reportsDe: ReportsMessages = {
  nav: { reports: 'Meine Meldungen', reportsShort: 'Meldungen' },
  reports: {
    button: 'Melden',
    shortcut: 'Etwas melden (Taste r)',
    sheet: {
      title: 'Was ist passiert?',
      text: 'Ein Satz genügt. Er geht an dein Sicherheitsteam und an niemanden sonst.',
      kind: 'Es geht um',
      sentence: 'In einem Satz',
      missing: 'Schreib einen Satz, damit wir wissen, wonach wir suchen.',
      mail: 'Die Mail selbst, wenn du sie hast',
      mailHint:
        'Speichere die Mail als Datei (.eml) und leg sie hier ab. Bis 10 MB. Niemand öffnet sie aus Versehen.',
      tooLarge: 'Diese Mail ist größer als 10 MB. Schick die Meldung ohne sie.',
      mistake: 'Danke, dass du es sagst. Nur das Sicherheitsteam sieht das, und es kostet dich nichts.',
      offline: 'Du bist offline. Was du geschrieben hast, bleibt hier; schick es, wenn du wieder da bist.',
      kept: 'Was du geschrieben hast, ist noch da.',
      send: 'Senden',
    },
    kinds: {
      mail: { name: 'Verdächtige Mail', hint: 'Was kam dir seltsam vor?' },
      call: { name: 'Anruf', hint: 'Wer hat angerufen, und was wollten sie?' },
      visitor: { name: 'Besuch', hint: 'Wo, und was hast du gesehen?' },
      'lost-device': { name: 'Verlorenes Gerät', hint: 'Was ist es, und wo war es zuletzt?' },
      mistake: {
        name: 'Eigenes Versehen',
        hint: 'Was ist passiert? Je früher wir es wissen, desto leichter ist es zu beheben.',
      },
      'near-miss': { name: 'Beinahe passiert', hint: 'Was wäre fast passiert?' },
      idea: { name: 'Idee', hint: 'Was würde uns sicherer machen?' },
    },
    sent: {
      title: 'Danke',
      new: 'Dein Sicherheitsteam hat es jetzt. Die Antwort siehst du hier, auf jedem Bildschirm.',
      'in-review':
        'Auch andere haben es gemeldet, und jemand sieht es sich an. Die Antwort siehst du hier, auf jedem Bildschirm.',
      confirmed: 'Gut erkannt. Auch andere haben es gemeldet: Es ist echt, und wir sind dran.',
      harmless: 'Auch andere haben es gemeldet: Es ist harmlos. Danke, dass du zuerst fragst.',
      duplicate: 'Das hast du uns schon gesagt. Einmal genügt, danke.',
      practice: 'Gut erkannt: Das war eine Übungsmail. Deine Punkte dafür zählen jetzt.',
      close: 'Fertig',
      mine: 'Meine Meldungen',
    },
    time: {
      label: 'Das Sicherheitsteam antwortet in',
      plainMinutes: '{n} Minute | {n} Minuten',
      plainHours: '{n} Stunden',
      workingMinutes: '{n} Arbeitsminute | {n} Arbeitsminuten',
      workingHours: '{n} Arbeitsstunden',
      note: 'Median aus {n} Antworten der letzten {days} Tage. Nach der Uhr: {clock}.',
    },
    states: {
      report: {
        new: 'Gesendet',
        'in-review': 'Wird angesehen',
        confirmed: 'Es war echt',
        harmless: 'Harmlos',
        duplicate: 'Schon gemeldet',
        practice: 'Übungsmail',
      },
      idea: {
        new: 'Gesendet',
        'in-review': 'Wird überlegt',
        confirmed: 'Aufgenommen',
        harmless: 'Diesmal nicht',
        duplicate: 'Schon gemeldet',
        practice: 'Übungsmail',
      },
    },
    mine: {
      title: 'Meine Meldungen',
      text: 'Was du dem Sicherheitsteam gesagt hast, und was daraus wurde. Niemand sonst sieht diese Liste.',
      empty: 'Noch nichts gemeldet',
      emptyText:
        'Eine Mail, ein Anruf, ein Besuch, ein eigenes Versehen: Melden braucht zwei Klicks und einen Satz.',
      emptyDo: 'Etwas melden',
      more: 'Mehr zeigen',
      mail: 'Mit der Mail „{subject}“',
      practice: 'Du hast eine Übungsmail erkannt.',
      from: 'Das Sicherheitsteam',
    },
  },
  problem: {
    'report-differs': {
      what: 'Diese Meldung wurde schon mit anderen Worten gesendet',
      do: 'Sieh in Meine Meldungen nach und schreib sie dann neu.',
    },
  },
};

import type { AdminMessages } from './messages.en';

export const adminDe: AdminMessages = {
  admin: {
    again: 'Noch einmal',
    more: 'Mehr zeigen',
    views: 'Ansichten',
    cancel: 'Abbrechen',
    save: 'Speichern',
    saved: 'Gespeichert.',
    lookAgain: 'Bitte sieh hier noch einmal hin.',
    rows: '{n} Zeile | {n} Zeilen',
    rowsMore: '{n} gezeigt, es gibt mehr',
    keys: { enter: 'Eingabe', move: 'bewegen', open: 'öffnen', search: 'suchen', create: 'neu' },
    csv: {
      paste: 'Oder die Zeilen hier einfügen, mit der Kopfzeile',
      line: 'Zeile',
      column: 'Spalte',
      message: 'Was zu ändern ist',
      errors: 'Eine Zeile passt noch nicht | {n} Zeilen passen noch nicht',
      errorsDo: 'Es wird nichts übernommen, bis jede Zeile stimmt. Ändere die Datei und wähle sie dann neu.',
      errorsCaption: 'Zeilen, die noch nicht passen',
      moreErrors: 'Und {n} weitere. Ändere zuerst diese und wähle die Datei dann neu.',
      tooLarge: { what: 'Diese Datei ist zu groß', do: 'Sende sie in Teilen, jeden mit der Kopfzeile.' },
      unreadable: {
        what: 'Das ist keine Textdatei in UTF-8',
        do: 'Speichere sie als „CSV UTF-8“ und wähle sie neu.',
      },
    },
  },
};

/** The few words the design system needs of its own. The app hands them in, translated; these are its defaults. */
export interface UiWords {
  close: string;
  undo: string;
  /** Goes to what a message is about. */
  look: string;
  retry: string;
  loading: string;
  optional: string;
  copy: string;
  copied: string;
  show: string;
  hide: string;
  chooseFile: string;
  dropFile: string;
  removeFile: (name: string) => string;
  notices: string;
  live: string;
  reconnecting: string;
  offline: string;
  /** The age of what is shown, as "4 minutes". */
  stale: (age: string) => string;
  staleShort: string;
  lit: (percent: string) => string;
  scaffold: string;
  yours: string;
  /** The sentence that stands for the whole drawing. */
  cityTotal: (active: string, people: string) => string;
  cityShare: (name: string, percent: string) => string;
  cityScaffold: (name: string) => string;
  cityUnlit: string;
  towerLit: (name: string, lit: string, of: string) => string;
}

export const englishUiWords: UiWords = {
  close: 'Close',
  undo: 'Undo',
  look: 'Look',
  retry: 'Try again',
  loading: 'Loading',
  optional: 'optional',
  copy: 'Copy',
  copied: 'Copied',
  show: 'Show',
  hide: 'Hide',
  chooseFile: 'Choose a file',
  dropFile: 'or drop it here',
  removeFile: (name) => `Remove ${name}`,
  notices: 'Messages',
  live: 'Live',
  reconnecting: 'Reconnecting',
  offline: 'Offline',
  stale: (age) => `${age} old`,
  staleShort: 'Not up to date',
  lit: (percent) => `${percent} lit`,
  scaffold: 'under 5 people',
  yours: 'yours',
  cityTotal: (active, people) => `${active} of ${people} people did something secure this week.`,
  cityShare: (name, percent) => `${name}: ${percent}.`,
  cityScaffold: (name) => `${name}: too few people to show.`,
  cityUnlit: 'A city at night. No window is lit yet.',
  towerLit: (name, lit, of) => `${name}: ${lit} of ${of} windows lit`,
};

export const germanUiWords: UiWords = {
  close: 'Schließen',
  undo: 'Rückgängig',
  look: 'Ansehen',
  retry: 'Noch einmal',
  loading: 'Wird geladen',
  optional: 'freiwillig',
  copy: 'Kopieren',
  copied: 'Kopiert',
  show: 'Zeigen',
  hide: 'Verbergen',
  chooseFile: 'Datei wählen',
  dropFile: 'oder hier ablegen',
  removeFile: (name) => `${name} entfernen`,
  notices: 'Meldungen',
  live: 'Live',
  reconnecting: 'Verbindet wieder',
  offline: 'Offline',
  stale: (age) => `${age} alt`,
  staleShort: 'Nicht aktuell',
  lit: (percent) => `${percent} hell`,
  scaffold: 'unter 5 Personen',
  yours: 'deine',
  cityTotal: (active, people) => `Diese Woche für die Sicherheit aktiv: ${active} von ${people} Personen.`,
  cityShare: (name, percent) => `${name}: ${percent}.`,
  cityScaffold: (name) => `${name}: zu wenige Personen, um etwas zu zeigen.`,
  cityUnlit: 'Eine Stadt bei Nacht. Noch ist kein Fenster hell.',
  towerLit: (name, lit, of) => `${name}: ${lit} von ${of} Fenstern hell`,
};

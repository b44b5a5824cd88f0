import type { Common } from './common.en';

export const commonDe: Common = {
  app: {
    name: 'Vigil',
    skip: 'Zum Inhalt springen',
    nav: 'Hauptnavigation',
    more: 'Dein Konto',
    signOut: 'Abmelden',
    menuFor: 'Menü von {name}',
    offline:
      'Du bist offline. Du siehst den letzten Stand; er erneuert sich, sobald du wieder verbunden bist.',
    crowded:
      'Du hast Vigil an mehr als zehn Stellen offen, darum erneuert sich diese nicht. Schließe eine andere, dann tut sie es.',
    unreachable: 'Vigil antwortet gerade nicht. Was du siehst, erneuert sich, sobald es wieder da ist.',
    lastSeen: 'Der Stand ist von',
    newVersion: {
      text: 'Eine neuere Fassung von Vigil ist da.',
      take: 'Neu laden',
      later: 'Später',
    },
    notFound: {
      title: 'Unter dieser Adresse ist nichts',
      text: 'Der Link ist vielleicht alt, oder die Seite ist nicht für dich freigegeben.',
      home: 'Zur Startseite',
    },
    ended: {
      title: 'Du bist abgemeldet',
      signedOut: 'Diese Sitzung wurde beendet, hier oder auf einem anderen Gerät. Deine Punkte sind sicher.',
      expired: 'Du warst eine Weile weg, darum ist die Sitzung zu Ende. Deine Punkte sind sicher.',
      changed:
        'Dein Passwort oder dein Konto wurde geändert, darum ist die Sitzung zu Ende. Deine Punkte sind sicher.',
      signIn: 'Wieder anmelden',
    },
    start: {
      title: 'Vigil antwortet nicht',
      text: 'Dein Netz oder unser Server ist gerade nicht da. Von dir geht nichts verloren.',
    },
  },
  nav: {
    home: 'Start',
    boards: 'Ranglisten',
    boardsShort: 'Ranglisten',
    record: 'Mein Verlauf',
    recordShort: 'Verlauf',
    earn: 'Was Punkte bringt',
    earnShort: 'Punkte',
    settings: 'Einstellungen',
    settingsShort: 'Optionen',
    people: 'Personen',
    sources: 'Quellen',
    campaigns: 'Kampagnen',
    rules: 'Regeln',
  },
  problem: {
    offline: {
      what: 'Wir erreichen Vigil nicht',
      do: 'Prüfe deine Verbindung und versuche es noch einmal. Nichts geht verloren.',
    },
    unreadable: {
      what: 'Diese Seite ist älter als der Server',
      do: 'Lade die Seite neu, dann hast du die neueste Fassung.',
    },
    unknown: {
      what: 'Das hat nicht geklappt',
      do: 'Versuche es noch einmal. Bleibt es dabei, sag denen Bescheid, die Vigil bei euch betreuen.',
    },
    malformed: {
      what: 'Das ließ sich nicht lesen',
      do: 'Lade die Seite neu und versuche es noch einmal.',
    },
    unauthenticated: {
      what: 'Du bist nicht angemeldet',
      do: 'Melde dich an und versuche es dann noch einmal.',
    },
    forbidden: {
      what: 'Das ist für dich nicht freigegeben',
      do: 'Wenn du es für deine Arbeit brauchst, frag die Administration.',
    },
    'foreign-origin': {
      what: 'Die Anfrage kam von einer anderen Seite',
      do: 'Öffne Vigil unter seiner eigenen Adresse und versuche es noch einmal.',
    },
    'not-found': {
      what: 'Hier ist nichts',
      do: 'Es ist vielleicht umgezogen oder nicht für dich freigegeben.',
    },
    'method-not-allowed': {
      what: 'Das geht hier nicht',
      do: 'Lade die Seite neu und versuche es noch einmal.',
    },
    'too-slow': {
      what: 'Die Verbindung war zu langsam',
      do: 'Versuche es noch einmal, vielleicht in einem besseren Netz.',
    },
    'too-large': { what: 'Das ist zu groß', do: 'Mach es kleiner oder schicke es in Teilen.' },
    'unsupported-media': { what: 'Diese Art Datei wird nicht angenommen', do: 'Wähle eine andere Datei.' },
    invalid: {
      what: 'Im Formular passt etwas noch nicht',
      do: 'Prüfe deine Angaben und versuche es noch einmal.',
    },
    'too-many': {
      what: 'Das war etwas zu oft',
      do: 'Warte {seconds} Sekunden und versuche es dann noch einmal.',
    },
    'headers-too-large': {
      what: 'Die Anfrage war zu groß',
      do: 'Schließe andere Vigil-Tabs und lade die Seite neu.',
    },
    internal: {
      what: 'Bei uns ist etwas schiefgegangen',
      do: 'Versuche es gleich noch einmal. Von dir geht nichts verloren.',
    },
    unavailable: {
      what: 'Vigil ist gerade kurz weg',
      do: 'Warte ein wenig und versuche es noch einmal. Von dir geht nichts verloren.',
    },
  },
};

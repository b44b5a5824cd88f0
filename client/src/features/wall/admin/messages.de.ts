import type { DisplaysMessages } from './messages.en';

export const displaysDe: DisplaysMessages = {
  nav: { displays: 'Anzeigen' },
  displays: {
    text: 'Ein Anzeige-Link zeigt die Stadt auf einem Bildschirm im Foyer. Er braucht kein Konto und sieht nur die Wand: Anteile, Ranglisten, Challenges, und was Menschen zeigen wollen.',
    caption: 'Anzeige-Links nach Namen',
    name: 'Name',
    screens: 'Jetzt offen',
    seen: 'Zuletzt gesehen',
    never: 'nie',
    made: 'Erstellt',
    change: 'Ändern',
    nScreens: '{n} Bildschirm | {n} Bildschirme',
    add: 'Neue Anzeige',
    addTitle: 'Eine neue Anzeige',
    nameHint: 'Wo sie hängt: Foyer, zweiter Stock.',
    make: 'Link erstellen',
    taken: 'Eine andere Anzeige heißt schon so.',
    once: 'Dieser Link wird nur einmal gezeigt',
    onceText:
      'Öffne ihn jetzt auf dem Bildschirm, oder bewahre ihn dort auf, wo ihn nur lesen kann, wer Bildschirme aufhängt.',
    link: 'Anzeige-Link',
    look: 'Hell oder dunkel',
    looks: { hours: 'Nach der Uhr', light: 'Immer Tag', dark: 'Immer Nacht' },
    done: 'Fertig',
    empty: {
      title: 'Noch zeigt kein Bildschirm die Stadt',
      text: 'Erstelle einen Link, öffne ihn auf einem Bildschirm im Foyer, und dort geht die Stadt an.',
    },
    revoke: {
      button: 'Widerrufen',
      of: '{name} widerrufen',
      ask: '„{name}“ widerrufen?',
      text: 'Alle Bildschirme, die damit geöffnet wurden, werden innerhalb einer Sekunde dunkel. Der Link geht nie wieder.',
      keep: 'Behalten',
      done: '„{name}“ wurde widerrufen.',
    },
  },
  audit: {
    subjects: { display: 'Anzeige' },
    acts: {
      'display-added': 'Hat einen Anzeige-Link erstellt',
      'display-revoked': 'Hat einen Anzeige-Link widerrufen',
    },
  },
  problem: {
    'display-name-taken': { what: 'Eine andere Anzeige heißt schon so', do: 'Wähle einen anderen Namen.' },
  },
};

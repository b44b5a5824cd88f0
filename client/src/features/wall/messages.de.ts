import type { WallMessages } from './messages.en';

export const wallDe: WallMessages = {
  wall: {
    title: 'Die Stadt in dieser Woche',
    hold: 'Dieses Bild festhalten',
    go: 'Wieder wechseln lassen',
    places: 'Abteilungen: Platz in dieser Saison, Licht in dieser Woche',
    sides: 'Gebäude dieser Challenge',
    notes: 'Heute außerdem',
    part: 'Teil {part} von {parts} der Stadt',
    company: 'Die ganze Firma',
    city: {
      lit: 'Die Stadt leuchtet diese Woche durch {n} von uns.',
      dark: 'Die Stadt wartet auf ihr erstes Licht.',
      share:
        'Das sind {share} von {name}. Eine Meldung, ein Kurs, eine gute Gewohnheit: Jede erhellt ein Fenster.',
      hint: 'Eine Meldung, ein Kurs, eine gute Gewohnheit: Jede erhellt ein Fenster.',
    },
    plate: {
      few: 'noch zu wenige Personen',
      waiting: 'der Platz folgt gleich',
      shared: '{rank}, geteilt',
      lit: '{share} hell',
      of: 'von 60 Fenstern',
      part: '{share} machen mit',
    },
    race: {
      apart: '{n} Fenster Abstand. | {n} Fenster Abstand.',
      level: 'Gleich hell.',
      goal: '{n} von 60 Fenstern sind hell.',
      left: 'Noch {time}.',
      counting: 'Vorbei. Die letzten Ereignisse werden gezählt.',
      prize: 'Für die Gewinner: {prize}',
      prizeAll: 'Für uns alle: {prize}',
      window: 'Alle 60 Fenster sind bei {target} Punkten pro Person hell. Die Größe entscheidet also nicht.',
    },
    note: {
      thanks: 'Danke',
      thanked: '{giver} dankt {receiver}. {what}',
      challenge: 'Challenge',
      challengeLeft: 'Challenge, noch {time}',
      side: '{name} {lit}',
      ofWindows: '{sides} von 60 Fenstern.',
      goal: 'Unser Ziel, noch {time}',
      goalText: '{name}: {lit} von 60 Fenstern sind hell.',
      result: 'Das Ergebnis von {name}',
      how: 'So liest man die Stadt',
      howText:
        'Ein Gebäude ist eine Abteilung, ein Fenster ein Teil ihrer Leute. An keinem Fenster steht ein Name.',
    },
    asOf: 'Stand von {time}',
    since: 'vor {time}',
    door: {
      title: 'Diese Adresse ist für Bildschirme',
      text: 'Sie öffnet sich mit einem Anzeige-Link. Das Security-Team oder die Administration erstellt ihn unter „Anzeigen“.',
      ended: 'Dieser Bildschirm wurde abgeschaltet',
      endedText:
        'Sein Link wurde widerrufen, oder er war einen Monat weg. Öffne ihn mit einem neuen Anzeige-Link.',
      waiting: 'Die Stadt ist unterwegs',
      waitingText: 'Vigil ist gerade nicht erreichbar. Dieser Bildschirm versucht es von selbst wieder.',
    },
  },
  problem: {
    'display-link-unknown': {
      what: 'Dieser Anzeige-Link öffnet nichts mehr',
      do: 'Bitte das Security-Team oder die Administration um einen neuen.',
    },
  },
};

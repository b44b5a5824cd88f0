import type { BadgesMessages } from './messages.en';

export const badgesDe: BadgesMessages = {
  nav: { badges: 'Abzeichen und Stufe', badgesShort: 'Abzeichen' },
  badges: {
    title: 'Abzeichen und Stufe',
    one: 'Abzeichen',
    text: 'Jedes Fenster leuchtet durch das, was du für die Sicherheit getan hast. Nur du siehst sie; andere sehen eines nur, wo du es zeigst.',
    level: {
      title: 'Stufe',
      way: 'Weg zur nächsten Stufe',
      toNext: 'Noch {points} Punkt bis Stufe {level}. | Noch {points} Punkte bis Stufe {level}.',
      how: 'Sie ergibt sich aus allen deinen Punkten, auch aus denen, die keine Rangliste zeigt, und nur du siehst sie.',
    },
    groups: {
      mine: 'Dein Abzeichen | Deine {n} Abzeichen',
      ahead: 'Eines noch zu entzünden | {n} noch zu entzünden',
    },
    tiers: { none: 'Noch dunkel', bronze: 'Bronze', silver: 'Silber', gold: 'Gold' },
    toNext: '{value} von {threshold} für {tier}',
    allTiers: 'Alle drei Ränge gehören dir.',
    wayOf: 'Weg zum nächsten Rang: {title}',
    retired: 'Bleibt, wird aber nicht mehr vergeben.',
    retiredText: 'Dieses Abzeichen wird nicht mehr vergeben. Was du hast, bleibt deines.',
    back: 'Alle Abzeichen',
    allOfIt: 'Die drei Ränge',
    takes: 'ab {n}',
    notYet: 'kommt noch',
    countsTitle: 'Was zählt',
    counts: {
      points: 'Jeder Punkt, den Ranglisten zählen, aus aller Zeit',
      streak: {
        days: 'Deine längste Serie in Arbeitstagen',
        weeks: 'Deine längste Serie in Wochen',
      },
      challenges: {
        joined: 'Challenges, zu denen du etwas beigetragen hast',
        won: 'Challenges, die du gewonnen hast',
      },
      recognition: {
        given: 'Dank, den du anderen ausgesprochen hast',
        received: 'Dank, den andere dir ausgesprochen haben',
      },
    },
    why: {
      title: 'Warum und wann',
      was: 'Was hier vorher war',
      rules: 'Du hattest, was es braucht, als nachgesehen wurde.',
      about: '{what}: {about}',
      value: 'Du standest bei {n}.',
      withdrawn: 'Am {date} mit einer Korrektur in deiner Akte zurückgenommen.',
    },
    take: {
      title: 'Mitnehmen',
      text: 'Ein unterschriebener Nachweis nach dem Standard Open Badges 3.0. Alle können ihn mit unserem veröffentlichten Schlüssel prüfen, auch ohne uns.',
      tier: 'Rang',
      name: 'Mit meinem Namen',
      nameHint: 'Ohne ihn führt nichts in der Datei zu dir.',
      image: 'Als Bild',
      file: 'Als Datei',
    },
    show: {
      title: 'Andere prüfen lassen',
      text: 'Schalte eine Adresse ein, die niemand erraten kann, und gib sie weiter, wem du möchtest. Ausgeschaltet ist es, als hätte es sie nie gegeben.',
      onText:
        'Wer diese Adresse hat, sieht das Abzeichen, deinen höchsten Rang und seit wann. Sie gilt, bis du sie ausschaltest.',
      address: 'Die Adresse',
      open: 'Ansehen, was andere sehen',
      name: 'Dort meinen Namen zeigen',
      nameHint: 'Deinen vollen Namen, auch wenn Ranglisten ein Pseudonym oder nichts zeigen.',
      on: 'Adresse einschalten',
      off: 'Ausschalten',
      save: 'Speichern',
      isOn: 'Die Adresse gilt.',
      isOff: 'Ausgeschaltet. Diese Adresse kommt nicht wieder.',
    },
    proof: {
      title: 'Ein Abzeichen, geprüft',
      somebody: 'Jemand bei {organisation} hat dieses Abzeichen seit {day}.',
      named: '{name} bei {organisation} hat dieses Abzeichen seit {day}.',
      stands: 'Das wurde eben nachgesehen, und es gilt.',
      gone: 'Unter dieser Adresse gibt es kein Abzeichen',
      goneText: 'Vielleicht ist sie vertippt, oder es wird nicht mehr gezeigt.',
    },
  },
  problem: {
    'badge-not-held': {
      what: 'Dieser Rang gehört dir gerade nicht',
      do: 'Lade die Seite neu, um zu sehen, was du hast.',
    },
  },
};

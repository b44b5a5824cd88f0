import type { BadgesMessages } from './messages.en';

export const badgesDe: BadgesMessages = {
  nav: { badges: 'Abzeichen und Stufe', badgesShort: 'Abzeichen' },
  badges: {
    title: 'Abzeichen und Stufe',
    one: 'Abzeichen',
    text: 'Jedes Fenster leuchtet durch das, was Sie für die Sicherheit getan haben. Nur Sie sehen sie; andere sehen eines nur, wo Sie es zeigen.',
    level: {
      title: 'Stufe',
      way: 'Weg zur nächsten Stufe',
      toNext: 'Noch {points} Punkt bis Stufe {level}. | Noch {points} Punkte bis Stufe {level}.',
      how: 'Sie ergibt sich aus allen Ihren Punkten, auch aus denen, die keine Rangliste zeigt, und nur Sie sehen sie.',
    },
    groups: {
      mine: 'Ihr Abzeichen | Ihre {n} Abzeichen',
      ahead: 'Eines noch zu entzünden | {n} noch zu entzünden',
    },
    tiers: { none: 'Noch dunkel', bronze: 'Bronze', silver: 'Silber', gold: 'Gold' },
    toNext: '{value} von {threshold} für {tier}',
    allTiers: 'Alle drei Ränge gehören Ihnen.',
    wayOf: 'Weg zum nächsten Rang: {title}',
    retired: 'Bleibt, wird aber nicht mehr vergeben.',
    retiredText: 'Dieses Abzeichen wird nicht mehr vergeben. Was Sie haben, bleibt Ihres.',
    back: 'Alle Abzeichen',
    allOfIt: 'Die drei Ränge',
    takes: 'ab {n}',
    notYet: 'kommt noch',
    countsTitle: 'Was zählt',
    counts: {
      points: 'Jeder Punkt, den Ranglisten zählen, aus aller Zeit',
      streak: {
        days: 'Ihre längste Serie in Arbeitstagen',
        weeks: 'Ihre längste Serie in Wochen',
      },
      challenges: {
        joined: 'Wettbewerbe, zu denen Sie etwas beigetragen haben',
        won: 'Wettbewerbe, die Sie gewonnen haben',
      },
      recognition: {
        given: 'Dank, den Sie anderen ausgesprochen haben',
        received: 'Dank, den andere Ihnen ausgesprochen haben',
      },
    },
    why: {
      title: 'Warum und wann',
      was: 'Was hier vorher war',
      rules: 'Sie hatten, was es braucht, als nachgesehen wurde.',
      about: '{what}: {about}',
      value: 'Sie standen bei {n}.',
      withdrawn: 'Am {date} mit einer Korrektur in Ihrer Akte zurückgenommen.',
    },
    take: {
      title: 'Mitnehmen',
      text: 'Ein unterschriebener Nachweis nach dem Standard Open Badges 3.0. Alle können ihn mit unserem veröffentlichten Schlüssel prüfen, auch ohne uns.',
      tier: 'Rang',
      name: 'Mit meinem Namen',
      nameHint: 'Ohne ihn führt nichts in der Datei zu Ihnen.',
      image: 'Als Bild',
      file: 'Als Datei',
    },
    show: {
      title: 'Andere prüfen lassen',
      text: 'Schalten Sie eine Adresse ein, die niemand erraten kann, und geben Sie sie weiter, wem Sie möchten. Ausgeschaltet ist es, als hätte es sie nie gegeben.',
      onText:
        'Wer diese Adresse hat, sieht das Abzeichen, Ihren höchsten Rang und seit wann. Sie gilt, bis Sie sie ausschalten.',
      address: 'Die Adresse',
      open: 'Ansehen, was andere sehen',
      name: 'Dort meinen Namen zeigen',
      nameHint: 'Ihren vollen Namen, auch wenn Ranglisten ein Pseudonym oder nichts zeigen.',
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
      what: 'Dieser Rang gehört Ihnen gerade nicht',
      do: 'Laden Sie die Seite neu, um zu sehen, was Sie haben.',
    },
  },
};

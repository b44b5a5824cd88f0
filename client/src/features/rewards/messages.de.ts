import type { RewardsMessages } from './messages.en';

export const rewardsDe: RewardsMessages = {
  nav: { rewards: 'Belohnungen', rewardsShort: 'Münzen' },
  rewards: {
    title: 'Belohnungen',
    text: 'Jeder Punkt bringt dir auch eine Münze. Gib Münzen hier aus; Punkte und Rang bleiben, wie sie sind.',
    coinsWord: 'Münze zum Ausgeben | Münzen zum Ausgeben',
    owed: 'Deine nächste Münze geht an Zurückgenommenes | Deine nächsten {n} Münzen gehen an Zurückgenommenes',
    owedText:
      'Punkte wurden zurückgenommen, deren Münzen du schon ausgegeben hattest. Was du bekommen hast, behältst du; danach sammelst du wieder Münzen zum Ausgeben. „Meine Münzen“ sagt, warum.',
    views: { catalogue: 'Was es gibt', requests: 'Meine Wünsche', coins: 'Meine Münzen' },
    price: '{price} Münze | {price} Münzen',
    left: 'Noch eins da | Noch {n} da',
    atOnce: 'Gleich deines',
    soldOut: 'Zurzeit vergriffen.',
    missing: 'Noch {n} Münze. | Noch {n} Münzen.',
    empty: 'Noch gibt es nichts für Münzen',
    emptyText: 'Dein Sicherheitsteam stellt die ersten Belohnungen zusammen. Deine Münzen warten auf dich.',
    ask: {
      do: 'Wünschen',
      doOf: 'Wünschen: {title}',
      cost: 'Das kostet {price} deiner Münzen. {left} bleiben dir.',
      approval: 'Jemand sieht es sich erst an. Wenn es nicht klappt, kommen die Münzen zurück.',
      atOnce: 'Es gehört dir, sobald du bestätigst.',
      rank: 'Deine Punkte und dein Rang ändern sich nicht.',
      confirm: '{price} Münze ausgeben | {price} Münzen ausgeben',
      sent: 'Gewünscht: {title}. Die Antwort siehst du hier.',
      done: 'Deines: {title}. Wer es übergibt, weiß Bescheid.',
    },
    states: {
      requested: 'Gewünscht',
      approved: 'Zugesagt',
      fulfilled: 'Übergeben',
      declined: 'Diesmal nicht',
      withdrawn: 'Zurückgezogen',
    },
    stateHints: {
      requested: 'Jemand sieht es sich bald an.',
      approved: 'Es gehört dir und ist unterwegs.',
      fulfilled: 'Viel Freude damit.',
      declined: 'Deine Münzen sind wieder da.',
      withdrawn: 'Deine Münzen sind wieder da.',
    },
    withdraw: 'Zurückziehen',
    withdrawOf: 'Zurückziehen: {title}',
    withdrawn: 'Zurückgezogen. {price} Münze ist wieder da. | Zurückgezogen. {price} Münzen sind wieder da.',
    noRequests: 'Noch nichts gewünscht',
    noRequestsText: 'Was du dir wünschst, steht hier: wie weit es ist und was dazu gesagt wurde.',
    noCoins: 'Noch keine Münzen',
    noCoinsText: 'Das erste Sichere, das du tust, bringt die ersten.',
    earn: 'Was Münzen bringt',
    coins: {
      when: 'Wann',
      why: 'Warum',
      coins: 'Münzen',
      caption: 'Alle deine Münzen, ein und aus, neueste zuerst',
      because: {
        earned: '{what}',
        'taken-back': 'Zurückgenommen: {what}',
        spent: 'Ausgegeben für: {reward}',
        returned: 'Zurück von: {reward}',
      },
    },
  },
  problem: {
    'reward-gone': {
      what: 'Das wird nicht mehr angeboten',
      do: 'Sieh nach, was es sonst gibt. Deine Münzen sind unberührt.',
    },
    'sold-out': {
      what: 'Jemand anderes hat das letzte bekommen',
      do: 'Deine Münzen sind unberührt. Sieh nach, was es sonst gibt.',
    },
    'not-enough-coins': {
      what: 'Deine Münzen reichen dafür nicht',
      do: 'Schließe dies: Die Seite zeigt, was du jetzt hast.',
    },
    'price-changed': {
      what: 'Der Preis hat sich geändert',
      do: 'Schließe dies und sieh dir den neuen Preis an. Deine Münzen sind unberührt.',
    },
    'request-differs': {
      what: 'Das wurde schon für etwas anderes gesendet',
      do: 'Schließe dies und wünsche es neu.',
    },
    'request-moved-on': {
      what: 'Das wurde inzwischen beantwortet',
      do: 'Die Seite zeigt, wie weit es jetzt ist.',
    },
  },
};

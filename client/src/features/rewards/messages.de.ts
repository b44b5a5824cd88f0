import type { RewardsMessages } from './messages.en';

export const rewardsDe: RewardsMessages = {
  nav: { rewards: 'Belohnungen', rewardsShort: 'Münzen' },
  rewards: {
    title: 'Belohnungen',
    text: 'Jeder Punkt bringt Ihnen auch eine Münze. Geben Sie Münzen hier aus; Punkte und Rang bleiben, wie sie sind.',
    coinsWord: 'Münze zum Ausgeben | Münzen zum Ausgeben',
    owed: 'Ihre nächste Münze geht an Zurückgenommenes | Ihre nächsten {n} Münzen gehen an Zurückgenommenes',
    owedText:
      'Punkte wurden zurückgenommen, deren Münzen Sie schon ausgegeben hatten. Was Sie bekommen haben, behalten Sie; danach sammeln Sie wieder Münzen zum Ausgeben. „Meine Münzen“ sagt, warum.',
    views: { catalogue: 'Was es gibt', requests: 'Meine Wünsche', coins: 'Meine Münzen' },
    price: '{price} Münze | {price} Münzen',
    left: 'Noch eins da | Noch {n} da',
    atOnce: 'Gleich Ihres',
    soldOut: 'Zurzeit vergriffen.',
    missing: 'Noch {n} Münze. | Noch {n} Münzen.',
    empty: 'Noch gibt es nichts für Münzen',
    emptyText: 'Ihr Sicherheitsteam stellt die ersten Belohnungen zusammen. Ihre Münzen warten auf Sie.',
    ask: {
      do: 'Wünschen',
      doOf: 'Wünschen: {title}',
      cost: 'Das kostet {price} Ihrer Münzen. {left} bleiben Ihnen.',
      approval: 'Jemand sieht es sich erst an. Wenn es nicht klappt, kommen die Münzen zurück.',
      atOnce: 'Es gehört Ihnen, sobald Sie bestätigen.',
      rank: 'Ihre Punkte und Ihr Rang ändern sich nicht.',
      confirm: '{price} Münze ausgeben | {price} Münzen ausgeben',
      sent: 'Gewünscht: {title}. Die Antwort sehen Sie hier.',
      done: 'Ihres: {title}. Wer es übergibt, weiß Bescheid.',
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
      approved: 'Es gehört Ihnen und ist unterwegs.',
      fulfilled: 'Viel Freude damit.',
      declined: 'Ihre Münzen sind wieder da.',
      withdrawn: 'Ihre Münzen sind wieder da.',
    },
    withdraw: 'Zurückziehen',
    withdrawOf: 'Zurückziehen: {title}',
    withdrawn: 'Zurückgezogen. {price} Münze ist wieder da. | Zurückgezogen. {price} Münzen sind wieder da.',
    noRequests: 'Noch nichts gewünscht',
    noRequestsText: 'Was Sie sich wünschen, steht hier: wie weit es ist und was dazu gesagt wurde.',
    noCoins: 'Noch keine Münzen',
    noCoinsText: 'Das erste Sichere, das Sie tun, bringt die ersten.',
    earn: 'Was Münzen bringt',
    coins: {
      when: 'Wann',
      why: 'Warum',
      coins: 'Münzen',
      caption: 'Alle Ihre Münzen, ein und aus, neueste zuerst',
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
      do: 'Sehen Sie nach, was es sonst gibt. Ihre Münzen sind unberührt.',
    },
    'sold-out': {
      what: 'Jemand anderes hat das letzte bekommen',
      do: 'Ihre Münzen sind unberührt. Sehen Sie nach, was es sonst gibt.',
    },
    'not-enough-coins': {
      what: 'Ihre Münzen reichen dafür nicht',
      do: 'Schließen Sie dies: Die Seite zeigt, was Sie jetzt haben.',
    },
    'price-changed': {
      what: 'Der Preis hat sich geändert',
      do: 'Schließen Sie dies und sehen Sie sich den neuen Preis an. Ihre Münzen sind unberührt.',
    },
    'request-differs': {
      what: 'Das wurde schon für etwas anderes gesendet',
      do: 'Schließen Sie dies und wünschen Sie es neu.',
    },
    'request-moved-on': {
      what: 'Das wurde inzwischen beantwortet',
      do: 'Die Seite zeigt, wie weit es jetzt ist.',
    },
  },
};

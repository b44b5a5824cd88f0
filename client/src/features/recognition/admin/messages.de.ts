import type { ManageRecognitionMessages } from './messages.en';

export const manageRecognitionDe: ManageRecognitionMessages = {
  nav: { manageRecognition: 'Anerkennung verwalten' },
  manageRecognition: {
    text: 'Aus den letzten acht Wochen. Wer sich im Kreis dankt, bringt einander zusammen so viel wie ein Paar; es geht also nichts verloren, wenn man es dabei lässt. Es kann gute Gründe geben: hinsehen, dann freundlich fragen. Was gesagt wurde und was vertraulich ist, steht hier nicht; wer hier genannt ist, kann lesen, dass du hingesehen hast.',
    circles: 'Dank, der im Kreis geht',
    stars: 'In einer Woche von sehr vielen bedankt',
    people: 'Wer',
    person: 'Wer',
    given: 'Gegeben',
    counted: 'Mit Punkten',
    givers: 'Von so vielen Menschen',
    fresh: 'Davon neu hier',
    last: 'Zuletzt',
    noCircles: 'In acht Wochen kein Kreis.',
    noStars: 'Niemand ragt heraus.',
    allowance: 'Wie viel man geben kann',
    fields: {
      perPerson: { label: 'Pro Person und Monat', hint: 'So oft kann jede und jeder danken.' },
      perLeader: { label: 'Pro Führungskraft und Monat', hint: 'Führungskräfte gehen voran und haben mehr.' },
      tenureDays: {
        label: 'Tage, bis Dank zählt',
        hint: 'Was jemand in den ersten Tagen gibt, ist zu sehen, bringt aber keine Punkte.',
      },
    },
    save: 'Speichern',
    saved: 'Gespeichert. Es gilt ab jetzt.',
  },
};

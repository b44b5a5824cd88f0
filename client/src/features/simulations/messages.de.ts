import type { SimulationsMessages } from './messages.en';

export const simulationsDe: SimulationsMessages = {
  notes: {
    title: 'Eine Notiz nur für dich',
    clicked: 'Auf deinem Exemplar von „{campaign}“, einer Übungsmail, wurde ein Klick vermerkt.',
    submitted: 'Auf deinem Exemplar von „{campaign}“, einer Übungsmail, wurde eine Eingabe vermerkt.',
    maybe:
      'Vielleicht war es ein Mailscanner oder jemand aus dem Team. Niemand sonst sieht das, und es kostet dich nichts.',
    reported: 'Du hast sie auch gemeldet. Das zählt voll. Danke.',
    next: 'Kommt dir wieder eine Mail seltsam vor, melde sie: Das bringt gleich viel, was auch vorher war.',
    seen: 'Gelesen',
  },
};

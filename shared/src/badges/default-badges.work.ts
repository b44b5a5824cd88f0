import type { DefaultBadge } from './default-badge.js';

/** Badges of staying power, of learning, of habits, and of points. */
export const badgesOfWork: readonly DefaultBadge[] = [
  {
    key: 'night-watch',
    emblem: 'lantern',
    criterion: { by: 'streak', unit: 'days' },
    thresholds: { bronze: 5, silver: 20, gold: 60 },
    title: { en: 'Night watch', de: 'Nachtwache' },
    text: {
      en: 'Your lamp stayed on, one working day after the other.',
      de: 'Deine Lampe blieb an, einen Arbeitstag nach dem anderen.',
    },
  },
  {
    key: 'steady-flame',
    emblem: 'hearth',
    criterion: { by: 'streak', unit: 'weeks' },
    thresholds: { bronze: 4, silver: 13, gold: 39 },
    title: { en: 'Steady flame', de: 'Ruhige Flamme' },
    text: {
      en: 'Week after week you did something secure.',
      de: 'Woche für Woche hast du etwas Sicheres getan.',
    },
  },
  {
    key: 'long-watch',
    emblem: 'hourglass',
    criterion: { by: 'streak', unit: 'days' },
    thresholds: { bronze: 100, silver: 180, gold: 250 },
    title: { en: 'Long watch', de: 'Lange Wache' },
    text: {
      en: 'Very few lamps have been on for so long.',
      de: 'Nur wenige Lampen waren so lange an.',
    },
  },
  {
    key: 'daily-spark',
    emblem: 'spark',
    criterion: { by: 'behaviours', kinds: ['check.daily'] },
    thresholds: { bronze: 5, silver: 50, gold: 200 },
    title: { en: 'Daily spark', de: 'Täglicher Funke' },
    text: {
      en: 'You answered the question of the day. A minute each, and it adds up.',
      de: 'Du hast die Frage des Tages beantwortet. Jedes Mal eine Minute, und es summiert sich.',
    },
  },
  {
    key: 'scholar',
    emblem: 'book',
    criterion: { by: 'behaviours', kinds: ['training.completed'] },
    thresholds: { bronze: 1, silver: 4, gold: 10 },
    title: { en: 'Scholar', de: 'Gelehrt' },
    text: {
      en: 'You finished courses, and know what to look for.',
      de: 'Du hast Kurse abgeschlossen und weißt, worauf es ankommt.',
    },
  },
  {
    key: 'quick-quill',
    emblem: 'quill',
    criterion: { by: 'behaviours', kinds: ['quiz.passed'] },
    thresholds: { bronze: 2, silver: 8, gold: 20 },
    title: { en: 'Quick quill', de: 'Flinke Feder' },
    text: {
      en: 'You knew the answers when you were asked.',
      de: 'Du wusstest die Antworten, als du gefragt wurdest.',
    },
  },
  {
    key: 'compass',
    emblem: 'compass',
    criterion: { by: 'behaviours', kinds: ['check.daily', 'training.completed', 'quiz.passed'] },
    thresholds: { bronze: 20, silver: 100, gold: 300 },
    title: { en: 'Compass', de: 'Kompass' },
    text: {
      en: 'You keep learning, and find your way by it.',
      de: 'Du lernst weiter und findest so deinen Weg.',
    },
  },
  {
    key: 'key-keeper',
    emblem: 'key',
    criterion: { by: 'behaviours', kinds: ['habit.adopted'] },
    thresholds: { bronze: 1, silver: 3, gold: 6 },
    title: { en: 'Key keeper', de: 'Schlüsselbund' },
    text: {
      en: 'Your doors lock themselves: a good habit works while you think of other things.',
      de: 'Deine Türen schließen von selbst: Eine gute Gewohnheit wirkt, während du an anderes denkst.',
    },
  },
  {
    key: 'signed-and-sealed',
    emblem: 'seal',
    criterion: { by: 'behaviours', kinds: ['policy.attested'] },
    thresholds: { bronze: 1, silver: 4, gold: 10 },
    title: { en: 'Signed and sealed', de: 'Brief und Siegel' },
    text: {
      en: 'You read the rules of the house and stand by them.',
      de: 'Du hast die Hausregeln gelesen und stehst dazu.',
    },
  },
  {
    key: 'gatekeeper',
    emblem: 'gate',
    criterion: { by: 'behaviours', kinds: ['training.completed', 'policy.attested'] },
    thresholds: { bronze: 2, silver: 6, gold: 15 },
    title: { en: 'Gatekeeper', de: 'Am Tor' },
    text: {
      en: 'You know the rules and the reasons. Few things get past you.',
      de: 'Du kennst die Regeln und die Gründe. An dir kommt wenig vorbei.',
    },
  },
  {
    key: 'tinkerer',
    emblem: 'tools',
    criterion: { by: 'behaviours', kinds: ['habit.adopted', 'suggestion.adopted'] },
    thresholds: { bronze: 2, silver: 6, gold: 12 },
    title: { en: 'Tinkerer', de: 'Tüftelei' },
    text: {
      en: 'You change how things are done, beginning with your own desk.',
      de: 'Du änderst, wie etwas gemacht wird, angefangen am eigenen Schreibtisch.',
    },
  },
  {
    key: 'lamplighter',
    emblem: 'street-lamp',
    criterion: { by: 'points' },
    thresholds: { bronze: 100, silver: 500, gold: 1500 },
    title: { en: 'Lamplighter', de: 'Laternenanzünder' },
    text: {
      en: 'Every point you earn is a little light for the others.',
      de: 'Jeder Punkt, den du bekommst, ist ein kleines Licht für die anderen.',
    },
  },
  {
    key: 'city-light',
    emblem: 'skyline',
    criterion: { by: 'points' },
    thresholds: { bronze: 2500, silver: 6000, gold: 15000 },
    title: { en: 'City light', de: 'Licht der Stadt' },
    text: {
      en: 'Seen from afar, a good part of the skyline is yours.',
      de: 'Von Weitem gesehen ist ein gutes Stück der Skyline von dir.',
    },
  },
];

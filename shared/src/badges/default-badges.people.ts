import type { DefaultBadge } from './default-badge.js';

/** Badges of speaking up, of helping, and of playing together. */
export const badgesAmongPeople: readonly DefaultBadge[] = [
  {
    key: 'first-light',
    emblem: 'candle',
    criterion: { by: 'behaviours', kinds: ['simulation.reported', 'threat.reported'] },
    thresholds: { bronze: 1, silver: 10, gold: 40 },
    title: { en: 'First light', de: 'Erstes Licht' },
    text: {
      en: 'You spoke up when something felt odd. Every light in the city begins with one.',
      de: 'Du hast etwas gesagt, als dir etwas seltsam vorkam. Jedes Licht der Stadt beginnt mit einem.',
    },
  },
  {
    key: 'lookout',
    emblem: 'telescope',
    criterion: { by: 'behaviours', kinds: ['threat.reported'] },
    thresholds: { bronze: 3, silver: 15, gold: 50 },
    title: { en: 'Lookout', de: 'Ausguck' },
    text: {
      en: 'You keep watching, and you tell what you see.',
      de: 'Du hältst Ausschau, und du sagst, was du siehst.',
    },
  },
  {
    key: 'lighthouse',
    emblem: 'lighthouse',
    criterion: { by: 'behaviours', kinds: ['threat.confirmed'] },
    thresholds: { bronze: 1, silver: 5, gold: 15 },
    title: { en: 'Lighthouse', de: 'Leuchtturm' },
    text: {
      en: 'What you reported was real. Others were warned because of you.',
      de: 'Was du gemeldet hast, war echt. Andere wurden deinetwegen gewarnt.',
    },
  },
  {
    key: 'sharp-eye',
    emblem: 'owl',
    criterion: { by: 'behaviours', kinds: ['simulation.reported'] },
    thresholds: { bronze: 3, silver: 10, gold: 25 },
    title: { en: 'Sharp eye', de: 'Scharfes Auge' },
    text: {
      en: 'You told practice mails from real ones, and reported them.',
      de: 'Du hast Übungsmails erkannt und gemeldet.',
    },
  },
  {
    key: 'weather-eye',
    emblem: 'storm',
    criterion: { by: 'behaviours', kinds: ['threat.reported', 'threat.confirmed'] },
    thresholds: { bronze: 5, silver: 20, gold: 60 },
    title: { en: 'Weather eye', de: 'Wetterwarte' },
    text: {
      en: 'You see a storm while it is still far away.',
      de: 'Du siehst ein Unwetter, solange es noch weit weg ist.',
    },
  },
  {
    key: 'good-neighbour',
    emblem: 'houses',
    criterion: { by: 'behaviours', kinds: ['colleague.helped'] },
    thresholds: { bronze: 1, silver: 5, gold: 20 },
    title: { en: 'Good neighbour', de: 'Gute Nachbarschaft' },
    text: {
      en: 'You helped a colleague with a question of security.',
      de: 'Du hast jemandem bei einer Frage zur Sicherheit geholfen.',
    },
  },
  {
    key: 'bright-idea',
    emblem: 'bulb',
    criterion: { by: 'behaviours', kinds: ['suggestion.adopted'] },
    thresholds: { bronze: 1, silver: 3, gold: 8 },
    title: { en: 'Bright idea', de: 'Gute Idee' },
    text: {
      en: 'What you suggested is done that way now.',
      de: 'Was du vorgeschlagen hast, wird jetzt so gemacht.',
    },
  },
  {
    key: 'bridge-builder',
    emblem: 'bridge',
    criterion: { by: 'behaviours', kinds: ['colleague.helped', 'suggestion.adopted'] },
    thresholds: { bronze: 2, silver: 8, gold: 20 },
    title: { en: 'Bridge builder', de: 'Brückenbau' },
    text: {
      en: 'You help, and you make things easier for those who come after you.',
      de: 'Du hilfst, und du machst es denen leichter, die nach dir kommen.',
    },
  },
  {
    key: 'appreciated',
    emblem: 'bouquet',
    criterion: { by: 'recognition', how: 'received' },
    thresholds: { bronze: 1, silver: 5, gold: 20 },
    title: { en: 'Appreciated', de: 'Geschätzt' },
    text: {
      en: 'Others thanked you for something you did for security.',
      de: 'Andere haben dir für etwas gedankt, das du für die Sicherheit getan hast.',
    },
  },
  {
    key: 'thankful',
    emblem: 'hands',
    criterion: { by: 'recognition', how: 'given' },
    thresholds: { bronze: 1, silver: 10, gold: 30 },
    title: { en: 'Thankful', de: 'Dankbar' },
    text: {
      en: 'You saw what others did, and you said so.',
      de: 'Du hast gesehen, was andere getan haben, und es gesagt.',
    },
  },
  {
    key: 'team-player',
    emblem: 'rope',
    criterion: { by: 'challenges', how: 'joined' },
    thresholds: { bronze: 1, silver: 4, gold: 12 },
    title: { en: 'Team player', de: 'Im Team' },
    text: {
      en: 'You brought something to a challenge, together with others.',
      de: 'Du hast gemeinsam mit anderen etwas zu einer Challenge beigetragen.',
    },
  },
  {
    key: 'dawn-bringer',
    emblem: 'dawn',
    criterion: { by: 'challenges', how: 'won' },
    thresholds: { bronze: 1, silver: 3, gold: 8 },
    title: { en: 'Dawn bringer', de: 'Morgenröte' },
    text: {
      en: 'You were among those who reached the goal of a challenge.',
      de: 'Du gehörtest zu denen, die das Ziel einer Challenge erreicht haben.',
    },
  },
];

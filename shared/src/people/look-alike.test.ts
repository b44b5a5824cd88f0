import { expect, it } from 'vitest';
import { mixesLookAlikes } from './look-alike.js';

it.each(['Pаul', 'Αnna', 'Admіn', 'Security-Tеam', 'Finаnce'])('%s mixes letters that look alike', (name) => {
  expect(mixesLookAlikes(name)).toBe(true);
});

it.each([
  'Paul',
  'Zoë Łukasz-Núñez',
  'Анна Петрова',
  'Ἀλέξανδρος',
  'Anna Петрова',
  'Team Ω',
  '田中 Yuki',
  '山田さん',
  'O’Brien 3',
  '',
])('%s does not', (name) => {
  expect(mixesLookAlikes(name)).toBe(false);
});

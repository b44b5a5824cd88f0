export * from './types';
export { city, homeFrame } from './city';
export { floors } from './floors';
export { formOf, type Look, looksInTurn, toneOf } from './forms';
export { lightOrder, litWindows, windowCount } from './light-order';
export { mark } from './mark';
export { tower, type Tower } from './tower';

/** What somebody can be thanked for: habits that keep everybody safe. What went wrong has no name here. */
export const secureBehaviours = [
  'spotted-it',
  'warned-others',
  'asked-first',
  'called-back',
  'kept-it-private',
  'locked-up',
  'kept-up-to-date',
  'welcomed-safely',
  'explained-it',
  'lent-a-hand',
  'made-it-better',
  'went-first',
] as const;
export type SecureBehaviour = (typeof secureBehaviours)[number];

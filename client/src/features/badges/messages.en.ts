/** Words of badges and levels, as everybody reads them. */
export const badgesEn = {
  nav: { badges: 'Badges and level', badgesShort: 'Badges' },
  badges: {
    title: 'Badges and level',
    one: 'Badge',
    text: 'Each window lights up by what you did for security. They are yours to see; others see one only where you show it.',
    level: {
      title: 'Level',
      way: 'Way to the next level',
      toNext: '{points} point to level {level}. | {points} points to level {level}.',
      how: 'It follows from all your points, those that no board shows among them, and only you see it.',
    },
    groups: { mine: 'Your badge | Your {n} badges', ahead: 'One more to light | {n} more to light' },
    tiers: { none: 'Not lit yet', bronze: 'Bronze', silver: 'Silver', gold: 'Gold' },
    toNext: '{value} of {threshold} for {tier}',
    allTiers: 'All three tiers are yours.',
    wayOf: 'Way to the next tier: {title}',
    retired: 'Kept, and given to nobody new.',
    retiredText: 'This badge is given to nobody new. What you have stays yours.',
    back: 'All badges',
    allOfIt: 'The three tiers',
    takes: 'from {n} on',
    notYet: 'still to come',
    countsTitle: 'What counts',
    counts: {
      points: 'Every point that boards count, of all time',
      streak: {
        days: 'Your longest streak in working days',
        weeks: 'Your longest streak in weeks',
      },
      challenges: {
        joined: 'Challenges to which you brought something',
        won: 'Challenges that you won',
      },
      recognition: {
        given: 'Thanks that you gave to others',
        received: 'Thanks that others gave you',
      },
    },
    why: {
      title: 'Why and when',
      was: 'What was here before',
      rules: 'You had what it takes when it was looked up.',
      about: '{what}: {about}',
      value: 'You stood at {n}.',
      withdrawn: 'Taken back on {date} with a correction in your record.',
    },
    take: {
      title: 'Take it along',
      text: 'A signed record by the Open Badges 3.0 standard. Anybody can check it with our published key, also without us.',
      tier: 'Tier',
      name: 'Put my name in',
      nameHint: 'Without it nothing in the file leads to you.',
      image: 'As an image',
      file: 'As a file',
    },
    show: {
      title: 'Let others check it',
      text: 'Switch on an address that nobody can guess, and give it to whom you like. Switched off, it is as if it had never been.',
      onText:
        'Whoever has this address sees the badge, your highest tier and since when. It is on until you switch it off.',
      address: 'The address',
      open: 'See what others see',
      name: 'Show my name there',
      nameHint: 'Your full name, also if boards show a pseudonym or nothing.',
      on: 'Switch the address on',
      off: 'Switch it off',
      save: 'Save',
      isOn: 'The address works.',
      isOff: 'Switched off. That address is gone for good.',
    },
    proof: {
      title: 'A badge, checked',
      somebody: 'Somebody at {organisation} has had this badge since {day}.',
      named: '{name} at {organisation} has had this badge since {day}.',
      stands: 'This was looked up just now, and it stands.',
      gone: 'There is no badge at this address',
      goneText: 'The address may be mistyped, or its owner shows it no longer.',
    },
  },
  problem: {
    'badge-not-held': {
      what: 'This tier is not yours just now',
      do: 'Reload the page to see what you have.',
    },
  },
};
export type BadgesMessages = typeof badgesEn;

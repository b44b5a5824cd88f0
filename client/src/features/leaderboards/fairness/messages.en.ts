/** Words about how departments are ranked. */
export const fairnessEn = {
  fair: {
    how: 'How is this ranked?',
    size: 'Size of departments',
    sizes: { all: 'All sizes', small: 'Small', medium: 'Medium', large: 'Large' },
    divisions: { small: 'small', medium: 'medium', large: 'large' },
    noneOfSize: 'No department of this size yet',
    noneOfSizeText: 'Choose another size above, or look at all of them together.',
    company: 'company {mean}',
    bracket: 'A bracket joins departments that are too close to call.',
    shared: 'shared',
    giveOrTake: 'give or take',
    waiting: 'Its place comes within a minute.',
    firsts: 'First in its size',
    moreShare: 'and {n} more department | and {n} more departments',
    why: 'Why {score}?',
    whyText:
      'With {n} people in {name}, luck plays a part. So the score leans towards the average of the company, {mean}.',
    whyNoLean: 'The {n} people of {name} earned this on average. The company as a whole has {mean}.',
    own: 'Points a person',
    lean: 'Lean towards the company',
    noise: 'Give or take {noise}: that much may be luck.',
    trend: {
      title: 'The season, week by week',
      company: 'The whole company',
      beside: 'Beside it',
      week: 'Week {week}',
      tooEarly: 'The picture begins with the second week of the season.',
      asTable: 'The same as a table',
      n: 'Fair score of each week, n = {people} people in {departments} departments. The glow around your line is what may be luck.',
      running: 'This week is still running.',
      summary: 'Fair scores in {n} weeks.',
      told: '{name}: from {first} to {last}.',
      cell: '{score} ({rank})',
    },
    limits: {
      small: 'Small, up to … people',
      medium: 'Medium, up to … people',
      smallWrong: 'Use a whole number from 5 on.',
      mediumWrong: 'Use a whole number that is more than a small department has.',
      save: 'Save the sizes',
      saved: 'Saved. Boards follow within a minute.',
    },
    page: {
      title: 'How departments are ranked',
      lead: 'By what people earn, with luck taken out. A small department does not win by luck, and a big one does not win by being big.',
      back: 'Back to the departments',
      equals: 'A test: everybody is equally good',
      equalsText: {
        reference:
          'Take twenty departments of 5, 20, 60 and 200 people where everybody is just as likely to earn. Nobody deserves to be first alone. Who would be?',
        own: 'Take departments as big as ours where everybody is just as likely to earn. Nobody deserves to be first alone. Who would be?',
      },
      company: 'Which departments',
      companies: { reference: 'Very different sizes', own: 'As big as ours' },
      ways: { sum: 'By sum', average: 'By plain average', live: 'By our fair score' },
      nobody: 'Nobody alone: {share} of seasons',
      caption:
        'Below: how many people a department has. The light above: in how many of {seasons} simulated seasons one of that size was first alone. Played on your device just now, by the rule that ranks the boards.',
      table: 'First alone, by size of department',
      size: 'People',
      departments: 'Departments',
      reasons: {
        sum: {
          title: 'Why not the sum?',
          text: 'Two hundred people collect more points than five, however careful the five are. The biggest department would win every season.',
        },
        average: {
          title: 'Why not the plain average?',
          text: 'In a group of five, one lucky week moves the average far up or far down. The smallest departments would win by luck, and lose by bad luck.',
        },
        shared: {
          title: 'Why do some share a rank?',
          text: 'When the gap between two departments is smaller than the luck in it, calling one better would not be true. They share the rank until the gap is real.',
        },
      },
      counts: {
        title: 'What counts',
        days: 'Everybody counts for the days they were in the department. Who moves leaves their points where they earned them.',
        small: 'From 5 people on, a department has a place. Below that, a number could give a person away.',
        hidden: 'People who are not on boards bring points only where nobody can tell whose they are.',
        minute:
          'Places are worked out at most once a minute, and change only when somebody is clearly ahead.',
      },
      divisions: 'First in its size',
      divisionsText:
        'It is hard for a small department to stand out among all. So each size has a first place of its own: small up to {small} people, medium up to {medium}, large above.',
    },
  },
};
export type FairnessMessages = typeof fairnessEn;

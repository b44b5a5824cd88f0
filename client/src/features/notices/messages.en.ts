/** Words of what people are told. `brief` is said where others may look at the screen too. */
export const noticesEn = {
  notices: {
    title: 'Notices',
    text: 'What happened for you, kept for 90 days. Nobody else sees this list.',
    choose: 'Choose what you are told',
    bell: 'Notices | Notices, one unread | Notices, {n} unread',
    new: 'New',
    gone: 'somebody who has left',
    readAll: 'I have read them all',
    more: 'Show more',
    andMore: 'And one more notice. | And {n} more notices.',
    empty: 'Nothing to tell yet',
    emptyText: 'Answers to your reports, challenges you are in, and your streak: it all comes here.',
    labels: {
      report: { answered: 'Answers to my reports' },
      question: { answered: 'Answers to my questions', asked: 'Questions to the security team' },
      reward: { answered: 'Rewards I asked for' },
      challenge: {
        asked: 'Challenges I am asked to join',
        answered: 'Answers to challenges I set up',
        moved: 'Challenges I am in',
      },
      season: { closed: 'Seasons that are over' },
      recognition: { received: 'Thanks to me' },
      light: { waiting: 'Lights that wait for a second person', answered: 'Answers about lights I grant' },
      badge: { granted: 'Badges' },
      streak: { best: 'Personal bests', kept: 'Freezes that kept my streak' },
      entry: { reversed: 'Entries that were taken back' },
      time: { given: 'Time that leaders give my department' },
      points: { recounted: 'Weeks that were counted again' },
    },
    kinds: {
      report: {
        answered: {
          report: {
            confirmed: 'The security team answered: it was real. {points} points, and thank you.',
            harmless: 'The security team answered: it was harmless. Thank you for asking first.',
          },
          idea: {
            confirmed: 'Your idea is taken up. {points} points, and thank you.',
            harmless: 'The security team answered your idea. Thank you for it.',
          },
        },
      },
      question: {
        answered: { text: 'The security team has answered a question of yours. It is in My record.' },
        asked: { text: 'Somebody has asked the security team a question.' },
      },
      reward: {
        answered: {
          approved: 'Agreed: “{title}” is yours and on its way.',
          fulfilled: 'Handed over: “{title}”. Enjoy it.',
          declined: 'Not this time: “{title}”. Your coins are back.',
          brief: 'There is an answer about “{title}”.',
        },
      },
      challenge: {
        asked: { text: 'You are asked whether your department takes part in “{challenge}”.' },
        answered: {
          agreed: '{department} takes part in “{challenge}”, says {by}.',
          declined: '{department} does not take part in “{challenge}” this time, says {by}.',
        },
        moved: {
          scheduled: '“{challenge}” has a date, and you are in it.',
          live: '“{challenge}” has begun.',
          closed: '“{challenge}” is over. The result comes soon.',
          announced: 'The result of “{challenge}” is here.',
        },
      },
      season: {
        closed: {
          text: 'Season {quarter}, {year} is closed, and its standings stay. Yours, in five numbers, is for you to keep.',
        },
      },
      recognition: { received: { text: 'A colleague thanks you. Read what for.' } },
      light: {
        waiting: { text: 'A leader would grant lights ({lights}), and a second person has to agree.' },
        answered: {
          granted: 'Agreed: the lights you granted ({lights}) shine.',
          declined:
            'Not this time: your lights ({lights}) are back in your budget. The reason stands with them.',
          brief: 'There is an answer about lights of yours.',
        },
      },
      badge: {
        granted: {
          bronze: 'A window of yours lit up: {title}, bronze.',
          silver: 'A window of yours lit up: {title}, silver.',
          gold: 'A window of yours lit up: {title}, gold.',
        },
      },
      streak: {
        best: { text: 'A personal best: {days} working days in a row.' },
        kept: { text: 'A freeze kept your streak on {day}.' },
      },
      entry: { reversed: { text: 'Something in your record was put right. The reason stands with it.' } },
      time: {
        given: {
          given: 'Your department has time for security: {minutes} minutes each, {day}.',
          withdrawn: 'The {minutes} minutes for security, {day}, were withdrawn.',
        },
      },
      points: { recounted: { text: 'Past weeks were counted again, and entries of yours changed.' } },
    },
    wishes: {
      title: 'What you are told',
      text: 'Live: it shows itself for a moment. Kept: it waits under the bell. Off: it is not kept either.',
      choices: { live: 'Live', centre: 'Kept', off: 'Off' },
      saved: 'Saved.',
    },
    quiet: {
      label: 'Quiet hours',
      hint: 'Nothing shows itself then. It waits under the bell.',
      from: 'From',
      until: 'Until',
      zone: 'On your clock: {zone}',
      same: 'Choose two different times.',
      save: 'Save quiet hours',
    },
  },
};
export type NoticesMessages = typeof noticesEn;

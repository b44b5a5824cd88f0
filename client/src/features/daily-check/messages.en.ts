/** Words of the daily check. */
export const dailyCheckEn = {
  check: {
    title: 'Today’s check',
    text: 'One question a working day, in under a minute, with the why.',
    ready: 'Your question for today is ready. Take your time: nobody is faster or slower here.',
    show: 'Show the question',
    answer: 'That is my answer',
    due: 'Today’s question is waiting. It takes less than a minute.',
    opened: 'You have opened today’s question.',
    done: 'Done for today. The next question comes on your next working day.',
    go: 'To the question',
    goOn: 'Go on',
    why: 'See the why again',
    right: 'Right. Thank you for taking the minute.',
    learned: 'Thank you for taking the minute. Here is what helps.',
    thanks:
      'Your lamp is on. | Your lamp is on, and you earned {points} point. | Your lamp is on, and you earned {points} points.',
    isRight: 'this is right',
    yours: 'your answer',
    source: 'Read more:',
    alone: 'Only you see what you answered.',
    off: 'No question today',
    offWhy: {
      'day-off': 'This is not one of your working days. Your lamp stays on by itself.',
      holiday: 'It is a public holiday where you are. Your lamp stays on by itself.',
      leave: 'You are away today. Your lamp stays on by itself.',
      outage: 'Vigil was away today. Your lamp stays on by itself.',
      travel: 'You are between two time zones. Your lamp stays on by itself.',
    },
    usedUp: 'You know all our questions',
    usedUpText:
      'Each came to you within the last 90 days. Any other secure thing you do lights your lamp as well.',
  },
  problem: {
    'no-check-today': {
      what: 'There is no question for you today',
      do: 'The next one comes on your next working day.',
    },
    'check-over': { what: 'The time for this question is over', do: 'Open today’s question instead.' },
    'check-too-quick': {
      what: 'That was quicker than anybody reads',
      do: 'Take a breath, read it, and answer again.',
    },
  },
};
export type DailyCheckMessages = typeof dailyCheckEn;

/** Words of streaks, time away and working time. */
export const streaksEn = {
  streaks: {
    title: 'Your lamp',
    days: 'working day with your lamp on | working days with your lamp on',
    weeks: '{n} week in a row | {n} weeks in a row',
    best: 'your best: {n} day | your best: {n} days',
    freezes:
      'No freeze yet. | One freeze keeps it on for a day you miss. | {n} freezes keep it on for days you miss.',
    nextFreeze: 'One more lamp brings the next. | {n} more lamps bring the next.',
    lastDays: 'The last fourteen days',
    dayIs: '{day}: {what}',
    states: {
      lit: 'lit',
      frozen: 'kept on by a freeze',
      off: 'nothing expected',
      ended: 'dark',
      open: 'today, not lit yet',
    },
    off: {
      'day-off': 'not a working day',
      holiday: 'public holiday',
      leave: 'time away',
      outage: 'Vigil was away',
      travel: 'on the way between time zones',
    },
    how: 'Anything secure you do lights the lamp of the day. Weekends, holidays and time away never put it out, and your best stays.',
    away: {
      title: 'Time away',
      text: 'Holidays, sick days, anything: your lamp stays on. You can enter it afterwards too. Nobody else sees it, and nobody asks why.',
      from: 'First day',
      until: 'Last day',
      add: 'Enter',
      none: 'Nothing entered.',
      missing: 'Choose the first day.',
      backwards: 'The last day comes before the first. Choose a later one.',
      range: '{first} to {last}',
      remove: 'Remove',
      removeOf: 'Remove {what}',
    },
    work: {
      title: 'Working time',
      days: 'I work on',
      count: 'Choose one to {most} days.',
      holidays: 'Public holidays',
      hint: 'There is no question on these days, and your lamp stays on.',
      usual: 'As usual in my time zone ({region})',
      noHolidays: 'None',
      save: 'Save working time',
      saved: 'Saved. It counts from today.',
    },
  },
  problem: {
    'leave-too-much': { what: 'These are more absences than we can keep', do: 'Remove some old ones first.' },
  },
};
export type StreaksMessages = typeof streaksEn;

/** Words of reports, as everybody reads them. */
export const reportsEn = {
  nav: { reports: 'My reports', reportsShort: 'Reports' },
  reports: {
    button: 'Report',
    shortcut: 'Report something (key r)',
    sheet: {
      title: 'What happened?',
      text: 'One sentence is enough. It goes to your security team and nobody else.',
      kind: 'It is about',
      sentence: 'In one sentence',
      missing: 'Write one sentence, so that we know what to look for.',
      mail: 'The mail itself, if you have it',
      mailHint: 'Save the mail as a file (.eml) and drop it here. Up to 10 MB. Nobody opens it by accident.',
      tooLarge: 'This mail is larger than 10 MB. Send the report without it.',
      mistake: 'Thank you for telling us. Only the security team sees this, and it costs you nothing.',
      offline: 'You are offline. What you wrote stays here; send it when you are back.',
      kept: 'What you wrote is still here.',
      send: 'Send',
    },
    kinds: {
      mail: { name: 'Suspicious mail', hint: 'What felt odd about it?' },
      call: { name: 'Call', hint: 'Who called, and what did they want?' },
      visitor: { name: 'Visitor', hint: 'Where, and what did you see?' },
      'lost-device': { name: 'Lost device', hint: 'What is it, and where was it last?' },
      mistake: { name: 'Own mistake', hint: 'What happened? The sooner we know, the easier it is to mend.' },
      'near-miss': { name: 'Near miss', hint: 'What almost happened?' },
      idea: { name: 'Idea', hint: 'What would make us safer?' },
    },
    sent: {
      title: 'Thank you',
      new: 'Your security team has it now. You will see the answer here, on any screen.',
      'in-review':
        'Others have told us too, and somebody is looking at it. You will see the answer here, on any screen.',
      confirmed: 'Well spotted. Others have told us too: it is real, and we are on it.',
      harmless: 'Others have told us too: it is harmless. Thank you for asking first.',
      duplicate: 'You have told us about this one already. Once is enough, thank you.',
      practice: 'Well spotted: this was a practice mail. Your points for it count now.',
      close: 'Done',
      mine: 'My reports',
    },
    time: {
      label: 'The security team answers in',
      plainMinutes: '{n} minute | {n} minutes',
      plainHours: '{n} hours',
      workingMinutes: '{n} working minute | {n} working minutes',
      workingHours: '{n} working hours',
      note: 'Median of {n} answers in the last {days} days. By the clock: {clock}.',
    },
    states: {
      report: {
        new: 'Sent',
        'in-review': 'Being looked at',
        confirmed: 'It was real',
        harmless: 'Harmless',
        duplicate: 'You had told us',
        practice: 'Practice mail',
      },
      idea: {
        new: 'Sent',
        'in-review': 'Being thought about',
        confirmed: 'Taken up',
        harmless: 'Not this time',
        duplicate: 'You had told us',
        practice: 'Practice mail',
      },
    },
    heard: {
      report: {
        confirmed: 'The security team answered: it was real. {points} points, and thank you.',
        harmless: 'The security team answered: it was harmless. Thank you for asking first.',
      },
      idea: {
        confirmed: 'Your idea is taken up. {points} points, and thank you.',
        harmless: 'The security team answered your idea. Thank you for it.',
      },
      more: 'And {n} more answer in My reports. | And {n} more answers in My reports.',
    },
    mine: {
      title: 'My reports',
      text: 'What you told the security team, and what came of it. Nobody else sees this list.',
      empty: 'Nothing reported yet',
      emptyText: 'A mail, a call, a visitor, a slip of your own: telling takes two clicks and one sentence.',
      emptyDo: 'Report something',
      more: 'Show more',
      mail: 'With the mail “{subject}”',
      practice: 'You spotted a practice mail.',
      from: 'The security team',
    },
  },
  problem: {
    'report-differs': {
      what: 'This report was sent before with other words',
      do: 'Look into My reports, then write it anew.',
    },
  },
};
export type ReportsMessages = typeof reportsEn;

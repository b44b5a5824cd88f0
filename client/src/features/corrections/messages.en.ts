/** Words of questions about entries and notes, as their person reads them. */
export const correctionsEn = {
  problem: {
    'dispute-waits': {
      what: 'You have asked about this already',
      do: 'The security team has your question. The answer appears here.',
    },
    'dispute-settled': {
      what: 'This question has been answered',
      do: 'Reload the page to read the answer.',
    },
    'entry-reversed': {
      what: 'This entry has been taken back before',
      do: 'Reload the page to see how things stand.',
    },
    'reversal-is-final': {
      what: 'A correction is not taken back',
      do: 'Answer with a reason instead.',
    },
  },
  disputes: {
    title: 'My questions',
    intro: 'If a number or a note seems wrong, ask. The security team puts it right or tells you why.',
    wrong: 'Something wrong?',
    what: 'What seems wrong? One sentence is enough.',
    sees: 'The security team sees this entry, your name and your sentence.',
    send: 'Ask the security team',
    sent: 'Thank you. Your question is with the security team.',
    cancel: 'Not now',
    askAgain: 'Ask again',
    yours: 'Your question',
    waits: 'Waiting for an answer.',
    show: 'Show the entry',
    aboutEntry: 'About points',
    aboutNote: 'About a note for you alone',
    you: 'You',
    person: 'The person',
    team: 'Security team',
    states: { open: 'Waiting', accepted: 'Put right', explained: 'Explained' },
    outcomes: { accepted: 'put right', explained: 'explained' },
    time: {
      few: 'How long answers take shows here once five have been given.',
      minutes: 'Half of the answers came within {time} min of working time (n = {n}, last 90 days).',
      hours: 'Half of the answers came within {time} h of working time (n = {n}, last 90 days).',
    },
    note: {
      wrong: 'This was not me',
      title: 'Ask about this note',
      text: 'A mail scanner or a colleague can cause such a record. If the security team agrees, the note no longer counts as yours.',
      shows: 'By asking you show this note to the security team',
      showsText:
        'Until now nobody but you can see it. They, and nobody else, will then see that a click was recorded on your copy. Your points and boards stay as they are.',
      what: 'What happened? One sentence is enough.',
      send: 'Show the note and ask',
    },
    notes: {
      title: 'Notes for you alone',
      text: 'What was recorded on your copies of practice mails. Nobody else sees these.',
      withdrawn: 'Withdrawn: this does not count as yours.',
    },
  },
};
export type CorrectionsMessages = typeof correctionsEn;

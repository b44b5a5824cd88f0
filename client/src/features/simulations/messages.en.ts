/** Words of the private note after a practice mail. */
export const simulationsEn = {
  notes: {
    title: 'A note for you alone',
    clicked: 'A click was recorded on your copy of “{campaign}”, a practice mail.',
    submitted: 'An entry in a form was recorded on your copy of “{campaign}”, a practice mail.',
    maybe:
      'A mail scanner or a colleague may have caused it. Nobody else sees this, and it costs you nothing.',
    reported: 'You reported it too. That counts in full. Thank you.',
    next: 'If a mail feels odd next time, report it: that pays the same, whatever happened before.',
    seen: 'Seen',
  },
};
export type SimulationsMessages = typeof simulationsEn;

/** Words that the screens of security and administrators share. */
export const adminEn = {
  admin: {
    again: 'Try again',
    more: 'Show more',
    views: 'Views',
    cancel: 'Cancel',
    save: 'Save',
    saved: 'Saved.',
    lookAgain: 'Please look at this once more.',
    rows: '{n} row | {n} rows',
    rowsMore: '{n} shown, there are more',
    keys: { enter: 'Enter', move: 'move', open: 'open', search: 'search', create: 'new' },
    csv: {
      paste: 'Or paste the lines here, with the line of headings',
      line: 'Line',
      column: 'Column',
      message: 'What to mend',
      errors: 'One line cannot be taken | {n} lines cannot be taken',
      errorsDo: 'Nothing is taken until every line is right. Mend the file, then choose it again.',
      errorsCaption: 'Lines that cannot be taken',
      moreErrors: 'And {n} more. Mend these first, then choose the file again.',
      tooLarge: { what: 'This file is too large', do: 'Send it in parts, each with the line of headings.' },
      unreadable: {
        what: 'This is not a text file in UTF-8',
        do: 'Save it as “CSV UTF-8” and choose it again.',
      },
    },
  },
};
export type AdminMessages = typeof adminEn;

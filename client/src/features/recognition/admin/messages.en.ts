/** Words for those who look after recognition. */
export const manageRecognitionEn = {
  nav: { manageRecognition: 'Manage recognition' },
  manageRecognition: {
    text: 'Of the last eight weeks. People who thank each other in a circle bring each other what one pair would, so nothing is lost by leaving it. There may be a good reason: look, then ask kindly. What was said, and what is private, is not shown here; everybody named reads that you looked.',
    circles: 'Thanks that go around',
    stars: 'Thanked by very many in one week',
    people: 'Who',
    person: 'Who',
    given: 'Given',
    counted: 'Brought points',
    givers: 'By so many people',
    fresh: 'Of them new here',
    last: 'Last',
    noCircles: 'No circles in eight weeks.',
    noStars: 'Nobody stands out.',
    allowance: 'How much can be given',
    fields: {
      perPerson: { label: 'A person, each month', hint: 'How many thanks everybody has to give.' },
      perLeader: { label: 'A leader, each month', hint: 'Leaders go first, so they have more.' },
      tenureDays: {
        label: 'Days until thanks count',
        hint: 'What somebody gives in their first days is shown, but brings no points.',
      },
    },
    save: 'Save',
    saved: 'Saved. It holds from now on.',
  },
};
export type ManageRecognitionMessages = typeof manageRecognitionEn;

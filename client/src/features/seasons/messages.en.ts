/** Words of seasons. */
export const seasonsEn = {
  seasons: {
    title: 'Seasons',
    one: 'A season',
    all: 'All seasons',
    text: 'A season is a quarter of a year. When one is over, its boards stay as they were, and everybody begins again side by side. Your points stay yours.',
    days: '{from} to {until}',
    states: { running: 'runs now', counting: 'being counted', closed: 'over' },
    stateText: {
      running: 'It is still running. It will be closed on {when}.',
      counting: 'It has ended. What happened in it and is told late counts until {when}.',
      closed:
        'It is closed: these standings stay. What was told later counts in the season after it, and in your points.',
    },
    mineOf: 'My {season} in five numbers',
    challenges: {
      title: 'Challenges of this season',
      none: 'No challenge ended in this season.',
      won: '{names} shone brightest',
      goal: 'We reached our goal together',
      quest: 'Everybody for themselves',
      thanks: 'Thank you all for playing',
    },
    numbers: {
      points: 'point that boards count | points that boards count',
      days: 'day with a light on | days with a light on',
      run: 'working day in a row | working days in a row, your longest run',
      spokeUp: 'time you spoke up | times you spoke up',
      helped: 'time you helped others | times you helped others',
      learned: 'thing you learned or read | things you learned or read',
      habits: 'safe habit you took up | safe habits you took up',
      checks: 'daily question you took on | daily questions you took on',
      challenges: 'challenge you played in | challenges you played in',
    },
    mine: {
      title: 'Your season in five numbers',
      text: {
        running: 'So far. There is time until it ends, and nothing here can be lost.',
        counting: 'It is over. Until {when} something that is told late may still come in.',
        closed: 'They are yours to keep. Thank you for keeping the light on.',
      },
      nothing:
        'Nothing stands here from this season, and that is fine. The next good thing is the first one.',
      picture: 'To keep, and to share if you like',
      private:
        'Only you can see this page, also when you are on no board. The picture is made on your device; nobody gets it unless you give it to them.',
      withName: 'With my name on it',
      keep: 'Download the picture',
      share: 'Share',
      thanks: 'Thank you for keeping the light on.',
      unable: 'Your browser cannot draw the picture. The numbers are here to copy.',
    },
    begins: {
      title: '{season} begins',
      text: 'All boards begin again, side by side. What you have earned stays yours. Thank you for the season that is over.',
      mine: 'My last season in five numbers',
      close: 'Put away',
    },
  },
  problem: {
    'season-not-found': {
      what: 'There was no such season here',
      do: 'Choose one from the list of seasons.',
    },
  },
  audit: {
    subjects: { season: 'Season' },
    acts: { 'season-closed': 'Closed a season' },
  },
};
export type SeasonsMessages = typeof seasonsEn;

/** Words of the page on which display links are made. */
export const displaysEn = {
  nav: { displays: 'Displays' },
  displays: {
    text: 'A display link shows the city on a screen in the lobby. It needs no account and sees nothing but the wall: shares, boards, challenges, and what people chose to show.',
    caption: 'Display links, by name',
    name: 'Name',
    screens: 'Open now',
    seen: 'Last seen',
    never: 'never',
    made: 'Made',
    change: 'Change',
    nScreens: '{n} screen | {n} screens',
    add: 'New display',
    addTitle: 'A new display',
    nameHint: 'Where it hangs: Lobby, second floor.',
    make: 'Make the link',
    taken: 'Another display has this name.',
    once: 'This link is shown once',
    onceText: 'Open it on the screen now, or keep it where only those can read it who hang screens up.',
    link: 'Display link',
    look: 'Light or dark',
    looks: { hours: 'By the hour', light: 'Always day', dark: 'Always night' },
    done: 'Done',
    empty: {
      title: 'No screen shows the city yet',
      text: 'Make a link, open it on a screen in the lobby, and the city lights up there.',
    },
    revoke: {
      button: 'Revoke',
      of: 'Revoke {name}',
      ask: 'Revoke “{name}”?',
      text: 'All screens that were opened with it go dark within a second. The link works never again.',
      keep: 'Keep it',
      done: '“{name}” was revoked.',
    },
  },
  audit: {
    subjects: { display: 'Display' },
    acts: { 'display-added': 'Made a display link', 'display-revoked': 'Revoked a display link' },
  },
  problem: {
    'display-name-taken': { what: 'Another display has this name', do: 'Choose another one.' },
  },
};
export type DisplaysMessages = typeof displaysEn;

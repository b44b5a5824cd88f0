/** Words of the frame around every screen. */
export const commonEn = {
  app: {
    name: 'Vigil',
    skip: 'Skip to the content',
    nav: 'Main',
    more: 'Your account',
    signOut: 'Sign out',
    menuFor: 'Menu of {name}',
    offline: 'You are offline. What you see is the last we know; it renews itself when you are back.',
    crowded:
      'You have Vigil open in more than ten places, so this one does not renew itself. Close another, and it will.',
    unreachable: 'Vigil does not answer just now. What you see renews itself when it does.',
    lastSeen: 'This is from',
    newVersion: {
      text: 'A newer version of Vigil is here.',
      take: 'Reload',
      later: 'Later',
    },
    notFound: {
      title: 'There is nothing at this address',
      text: 'The link may be old, or this page is not open to you.',
      home: 'Go to Home',
    },
    ended: {
      title: 'You are signed out',
      signedOut: 'This session was ended, here or on another device. Your points are safe.',
      expired: 'You were away for a while, so this session has ended. Your points are safe.',
      changed: 'Your password or your account was changed, so this session has ended. Your points are safe.',
      signIn: 'Sign in again',
    },
    start: {
      title: 'Vigil does not answer',
      text: 'Your network or our server is away for a moment. Nothing of yours is lost.',
    },
  },
  nav: {
    home: 'Home',
    boards: 'Leaderboards',
    boardsShort: 'Boards',
    record: 'My record',
    recordShort: 'Record',
    earn: 'What earns points',
    earnShort: 'Earn',
    settings: 'Settings',
    settingsShort: 'Settings',
    people: 'People',
    sources: 'Sources',
    campaigns: 'Campaigns',
    rules: 'Rules',
  },
  problem: {
    offline: {
      what: 'We cannot reach Vigil',
      do: 'Check your network, then try again. Nothing is lost.',
    },
    unreadable: {
      what: 'This page is older than the server',
      do: 'Reload the page to get the newest version.',
    },
    unknown: {
      what: 'That did not work',
      do: 'Try again. If it stays like this, tell the people who run Vigil for you.',
    },
    malformed: { what: 'That could not be read', do: 'Reload the page and try again.' },
    unauthenticated: { what: 'You are not signed in', do: 'Sign in, then try again.' },
    forbidden: {
      what: 'This is not open to you',
      do: 'If you need it for your work, ask an administrator.',
    },
    'foreign-origin': {
      what: 'The request came from another site',
      do: 'Open Vigil by its own address and try again.',
    },
    'not-found': { what: 'There is nothing here', do: 'It may have moved, or it is not open to you.' },
    'method-not-allowed': { what: 'That is not possible here', do: 'Reload the page and try again.' },
    'too-slow': { what: 'The connection was too slow', do: 'Try again, perhaps on a better network.' },
    'too-large': { what: 'That is too large', do: 'Make it smaller, or send it in parts.' },
    'unsupported-media': { what: 'That kind of file is not taken', do: 'Choose another file.' },
    invalid: {
      what: 'Something in the form needs another look',
      do: 'Check what you entered and try again.',
    },
    'too-many': {
      what: 'That was a little too often',
      do: 'Wait {seconds} seconds, then try again.',
    },
    'headers-too-large': { what: 'The request was too large', do: 'Close other tabs of Vigil and reload.' },
    internal: {
      what: 'Something went wrong on our side',
      do: 'Try again in a moment. Nothing of yours is lost.',
    },
    unavailable: {
      what: 'Vigil is away for a moment',
      do: 'Wait a little, then try again. Nothing of yours is lost.',
    },
  },
};
export type Common = typeof commonEn;

/** What people at Northwind do for security: the objects and words of the demo's facts. */
export const courses = [
  { object: 'course/invoice-fraud', about: 'When a supplier changes bank details' },
  { object: 'course/passkeys', about: 'Passkeys in ten minutes' },
  { object: 'course/travel', about: 'Working safely on the road' },
  { object: 'course/qr-codes', about: 'QR codes: look before you scan' },
  { object: 'course/deepfake-calls', about: 'A voice you know, a request you do not' },
  { object: 'course/sharing', about: 'Sharing files with the right people' },
] as const;

export const habits = [
  { object: 'habit/mfa', about: 'Second factor switched on' },
  { object: 'habit/password-manager', about: 'Password manager in use' },
  { object: 'habit/device-updated', about: 'Device brought up to date' },
  { object: 'habit/screen-lock', about: 'Screen locks by itself' },
] as const;

export const policies = [
  { object: 'policy/acceptable-use@3', about: 'Acceptable use, version 3' },
  { object: 'policy/remote-work@2', about: 'Working away from the office, version 2' },
] as const;

export const threats = [
  'A mail about an unpaid parcel fee',
  'A text message in the name of the bank',
  'A shared document from an unknown sender',
  'A call from a “service desk” nobody knows',
  'An invoice with a new account number',
] as const;

export const helps = [
  'Showed a colleague the password manager',
  'Helped a colleague check a strange mail',
  'Set up a passkey together',
] as const;

/** The kinds that the demo's life may state. */
export const liveKinds = [
  'training.completed',
  'policy.attested',
  'check.daily',
  'threat.reported',
  'colleague.helped',
] as const;

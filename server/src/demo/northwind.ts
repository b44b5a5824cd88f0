import type { Role } from '@vigil/shared/contract';

/** The demo company and the five people a newcomer may sign in as. 60 of its people are those of the captured campaign. */
export const northwind = {
  name: 'Northwind',
  timeZone: 'America/New_York',
  workingDays: [1, 2, 3, 4, 5],
  workFromMinute: 9 * 60,
  workUntilMinute: 17 * 60,
  password: 'northwind-vigil-demo',
} as const;

export interface DemoAccount {
  readonly email: string;
  readonly role: Role;
  /** Said when the server has started. */
  readonly who: string;
  /** Has a history to be proud of. */
  readonly goesFirst?: boolean;
}

/** One sign-in for each kind of user; what they did is what the captured campaign says of them. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    email: 'agnieszka.kowalska@northwind.example',
    role: 'employee',
    who: 'an employee who reports',
    goesFirst: true,
  },
  {
    email: 'priya.raghunathan@northwind.example',
    role: 'employee',
    who: 'an employee who clicked',
    goesFirst: true,
  },
  { email: 'ingrid.bjornstad@northwind.example', role: 'leader', who: 'a leader', goesFirst: true },
  { email: 'daniel.weiss@northwind.example', role: 'security', who: 'the security team' },
  { email: 'joost.vanthoff@northwind.example', role: 'administrator', who: 'an administrator' },
];

import { createSource } from '@vigil/shared/ingestion';
import { createLinksCsv, importPeople, signIn, useLink } from '@vigil/shared/people';
import { kindNames } from './workload.js';
import { Visitor } from './visitor.js';

const people = 15;
const departments = 3;
const password = 'a long enough password';
const founder = 'founder@chaos.example';

/** A company that was founded through the front door, some of whose people look at boards. */
export interface Company {
  readonly serviceKey: string;
  /** Names by address. */
  readonly people: ReadonlyMap<string, string>;
  readonly watchers: readonly Visitor[];
  /** Signs somebody in as if for the first time. @throws when that is not possible */
  signIn(): Promise<void>;
}

/** @param link the one that the first server printed for the first administrator */
export async function foundCompany(url: string, link: string, watchers: number): Promise<Company> {
  const administrator = new Visitor(url);
  const organisation = { organisation: 'Chaos', timeZone: 'Europe/Berlin', locale: 'en' } as const;
  const body = {
    token: link.slice(link.indexOf('#') + 1),
    password,
    administrator: { email: founder, firstName: 'Fay', lastName: 'Founder', ...organisation },
  };
  await administrator.call(useLink, { body });
  const names = new Map(
    Array.from({ length: people }, (_, i) => [`person-${i}@chaos.example`, `Person Number${i}`]),
  );
  const lines = [...names.keys()].map(
    (email, i) => `${email},Person,Number${i},Department ${i % departments}`,
  );
  await administrator.call(importPeople, {
    body: { csv: ['email,first,last,department', ...lines].join('\n') },
  });
  const { secret } = await administrator.call(createSource, {
    body: { type: 'api', name: 'Chaos', kinds: kindNames },
  });
  return {
    serviceKey: secret,
    people: names,
    watchers: await signedIn(administrator, [...names.keys()].slice(0, watchers)),
    signIn: async () => {
      await new Visitor(url).call(signIn, { body: { email: founder, password } });
    },
  };
}

/** Signs people in by one-time links, as a mail merge would carry them. */
async function signedIn(administrator: Visitor, emails: readonly string[]): Promise<Visitor[]> {
  const lines = (await administrator.call(createLinksCsv, {})).split('\n');
  return Promise.all(
    emails.map(async (email) => {
      const visitor = new Visitor(administrator.origin);
      const token = /#([\w-]{20,})/.exec(lines.find((line) => line.includes(email)) ?? '')?.[1] ?? '';
      await visitor.call(useLink, { body: { token, password } });
      return visitor;
    }),
  );
}

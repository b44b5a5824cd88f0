import { sendReport, type NewReport } from '@vigil/shared/reports';
import { signIn } from '@vigil/shared/people';
import { randomUUID } from 'node:crypto';
import { pick } from '@vigil/shared/random';
import { readMail } from './reports.js';

const things: readonly (Pick<NewReport, 'kind' | 'text'> & { readonly file?: string })[] = [
  { kind: 'mail', text: 'Another parcel that nobody ordered.', file: 'parcel-fee.eml' },
  { kind: 'mail', text: 'Salaries, shared with me of all people?', file: 'shared-document.eml' },
  { kind: 'call', text: 'A recorded voice asked me to press one.' },
  { kind: 'visitor', text: 'Somebody held the side door open for a stranger.' },
  { kind: 'near-miss', text: 'I nearly sent the offer to the wrong customer.' },
  { kind: 'idea', text: 'Could the printers ask for the badge?' },
];

/** Whom it takes to tell something, and where. */
export interface Teller {
  readonly url: string;
  /** The origin that browsers name. */
  readonly origin: string;
  readonly by: string;
  readonly password: string;
}

/** Somebody of the demo company signs in, as any person would, and tells the security team something. */
export async function tellSomething(teller: Teller): Promise<void> {
  const session = await post(teller, signIn.path, { email: teller.by, password: teller.password });
  const cookies = session.headers.getSetCookie().map((one) => one.split(';')[0]);
  const { kind, text, file } = pick(Math.random, things);
  const mail = file === undefined ? null : { base64: readMail(file).toString('base64') };
  await post(teller, sendReport.path, { id: randomUUID(), kind, text, mail }, cookies.join('; '));
}

async function post({ url, origin }: Teller, path: string, body: unknown, cookie = ''): Promise<Response> {
  const answer = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

import { afterEach, describe, expect, it, vi } from 'vitest';
import { listMyEntries, readMyEntry, readRuleset } from '@vigil/shared/points';
import { changePassword, passwordWrong, readMe, signIn, wrongCredentials } from '@vigil/shared/people';
import { problems } from '@vigil/shared/contract';
import { addressOf, call, onSessionLost } from './api';
import { asProblem, localProblems, problemKey, ProblemError } from './problem';

type Answer = (input: string, init: RequestInit) => Response | Promise<Response>;
const answerWith = (answer: Answer) => {
  const spy = vi.fn(answer);
  vi.stubGlobal('fetch', spy);
  return spy;
};
const problem = (declared: { type: string; status: number; title: string }) =>
  Response.json({ ...declared, requestId: 'r-1' }, { status: declared.status });
const thrownBy = async (work: Promise<unknown>): Promise<ProblemError> => {
  const outcome = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(outcome instanceof ProblemError)) throw new Error('should have been refused');
  return outcome;
};

afterEach(() => {
  vi.unstubAllGlobals();
  onSessionLost(() => undefined);
});

describe('call', () => {
  it('fills path and query, and parses the reply by the contract', async () => {
    const fetched = answerWith(() => Response.json({ items: [], nextCursor: null, more: 'stripped' }));
    expect(await call(listMyEntries, { query: { cursor: 'a b', limit: 20 } })).toEqual({
      items: [],
      nextCursor: null,
    });
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/me/entries?cursor=a+b&limit=20');
    expect(addressOf(readMyEntry, { params: { entryId: '7/8' } })).toBe('/api/me/entries/7%2F8');
  });

  it('sends a body as JSON and answers nothing for 204', async () => {
    const fetched = answerWith(() => new Response(null, { status: 204 }));
    const body = { present: 'the old one', next: 'a much longer one' };
    await expect(call(changePassword, { body })).resolves.toBeUndefined();
    expect(fetched.mock.calls[0]?.[1].body).toBe(JSON.stringify(body));
  });

  it('throws the problem that the server names, with where to look and how long to wait', async () => {
    answerWith(() =>
      Response.json(
        { ...problems.tooMany, requestId: 'r-9', retryAfterSeconds: 30 },
        { status: problems.tooMany.status },
      ),
    );
    const refused = await thrownBy(call(signIn, { body: { email: 'a@b.example', password: 'x' } }));
    expect(refused).toMatchObject({ status: 429, requestId: 'r-9', retryAfterSeconds: 30 });
    expect(problemKey(refused.type)).toBe('problem.too-many');
  });

  it('tells of a lost session, but not of a wrong password', async () => {
    const lost = vi.fn();
    onSessionLost(lost);
    answerWith(() => problem(wrongCredentials));
    await thrownBy(call(signIn, { body: { email: 'a@b.example', password: 'x' } }));
    answerWith(() => problem(passwordWrong));
    await thrownBy(call(changePassword, { body: { present: 'x', next: 'a much longer one' } }));
    expect(lost).not.toHaveBeenCalled();
    answerWith(() => problem(problems.unauthenticated));
    await thrownBy(call(readMe, {}));
    expect(lost).toHaveBeenCalledOnce();
  });

  it('calls no network offline, a strange reply unreadable, and a page of a proxy unavailable', async () => {
    answerWith(() => Promise.reject(new TypeError('network')));
    expect((await thrownBy(call(readMe, {}))).type).toBe(localProblems.offline);
    answerWith(() => Response.json({ id: 7 }));
    expect((await thrownBy(call(readRuleset, {}))).type).toBe(localProblems.unreadable);
    answerWith(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect((await thrownBy(call(readMe, {}))).is(problems.unavailable)).toBe(true);
  });

  it('leaves a caller who gave up with the reason, not with a problem', async () => {
    const asked = new AbortController();
    answerWith((_, init) => {
      asked.abort(new Error('left the page'));
      return Promise.reject(init.signal?.reason as Error);
    });
    await expect(call(readMe, {}, { signal: asked.signal })).rejects.toThrow('left the page');
  });

  it('makes a problem of anything', () => {
    expect(asProblem('odd').type).toBe('urn:vigil:problem:unknown');
  });
});

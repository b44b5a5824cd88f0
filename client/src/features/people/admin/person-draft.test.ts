import { describe, expect, it } from 'vitest';
import type { Member } from '@vigil/shared/people';
import { draftOf, toAdd, toChange } from './person-draft';

const leader: Member = {
  ...{ id: 'a', email: 'a@x.example', firstName: 'A', lastName: 'B', role: 'leader', leads: ['d'] },
  ...{ department: { id: 'd', name: 'D' }, timeZone: 'Europe/Berlin', locale: 'en', joinedOn: '2024-01-02' },
  ...{ deactivatedAt: null, hasPassword: true, resetRequestedAt: null },
};

describe('a person in a form', () => {
  it('sends what was changed and nothing else', () => {
    expect(toChange(leader, draftOf(leader))).toEqual({});
    expect(toChange(leader, { ...draftOf(leader), departmentId: '' })).toEqual({ departmentId: null });
  });

  it('leads nothing any more once it is no leader', () => {
    expect(toChange(leader, { ...draftOf(leader), role: 'employee' })).toEqual({
      role: 'employee',
      leads: [],
    });
  });

  it('leaves to the organisation what was left empty', () => {
    const draft = { ...draftOf(null), firstName: 'A', lastName: 'B', email: ' a@x.example ' };
    expect(toAdd(draft)).toEqual({
      ...{ firstName: 'A', lastName: 'B', email: 'a@x.example', departmentId: null },
      ...{ role: 'employee', leads: [] },
    });
  });
});

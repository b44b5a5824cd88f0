import { expect, it } from 'vitest';
import { auditFilter } from './contract.js';

it('a subject is asked for in characters that can be written down', () => {
  expect(auditFilter.safeParse({ subjectId: 'GET /api/people' }).success).toBe(true);
  expect(auditFilter.safeParse({ subjectId: 'a\0' }).success).toBe(false);
});

import { z } from 'zod';

export const division = z.enum(['small', 'medium', 'large']);
/** Departments of about the same size, with a first place of their own. */
export type Division = z.infer<typeof division>;
export const divisions = division.options;

/** Up to how many people a department is small, and up to how many it is medium; a setting of the organisation. */
export const divisionLimits = z
  .strictObject({
    smallUpTo: z.number().int().min(5).max(100_000),
    mediumUpTo: z.number().int().min(6).max(1_000_000),
  })
  .refine(({ smallUpTo, mediumUpTo }) => smallUpTo < mediumUpTo, {
    path: ['mediumUpTo'],
    message: 'must be more than a small department has',
  })
  .meta({ id: 'DivisionLimits' });
export type DivisionLimits = z.infer<typeof divisionLimits>;
export const defaultDivisionLimits: DivisionLimits = { smallUpTo: 24, mediumUpTo: 79 };

/** The division of a department with so many people. */
export function divisionOf(people: number, { smallUpTo, mediumUpTo }: DivisionLimits): Division {
  if (people <= smallUpTo) return 'small';
  return people <= mediumUpTo ? 'medium' : 'large';
}

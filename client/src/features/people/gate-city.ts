import type { SkylineDepartment } from '../../ui';

/** The city of nobody in particular: six forms, no light. Whose it is shows only after sign-in. */
export const gateCity: readonly SkylineDepartment[] = [
  { id: 'gable', name: '', people: 16, active: 0, form: 'gable', tone: 4 },
  { id: 'slab', name: '', people: 72, active: 0, form: 'slab', tone: 5 },
  { id: 'dome', name: '', people: 34, active: 0, form: 'dome', tone: 6 },
  { id: 'deco', name: '', people: 110, active: 0, form: 'deco', tone: 1 },
  { id: 'vault', name: '', people: 60, active: 0, form: 'vault', tone: 2 },
  { id: 'saw', name: '', people: 84, active: 0, form: 'saw', tone: 3 },
];

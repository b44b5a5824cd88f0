import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  city,
  floors,
  formOf,
  lightOrder,
  litWindows,
  mark,
  tower,
  type Form,
  type SkylineDepartment,
} from './index';

const forms: Form[] = ['deco', 'vault', 'slab', 'saw', 'dome', 'gable'];
const anyForm = fc.constantFrom(...forms);
const anyId = fc.uuid();
const anyDepartment = fc
  .record({
    id: anyId,
    name: fc.string({ maxLength: 30 }),
    people: fc.integer({ min: 5, max: 20_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ share, ...d }): SkylineDepartment => ({ ...d, active: Math.round(d.people * share) }));
const scaffolded = fc.record({
  id: anyId,
  name: fc.string(),
  people: fc.constant(null),
  active: fc.constant(null),
});
const anyCity = fc.uniqueArray(
  fc.oneof({ weight: 5, arbitrary: anyDepartment }, { weight: 1, arbitrary: scaffolded }),
  {
    selector: (d) => d.id,
    minLength: 1,
    maxLength: 14,
  },
);

const litKeys = (d: SkylineDepartment, all: SkylineDepartment[]) =>
  new Set(
    city({ departments: all })
      .buildings.find((b) => b.id === d.id)
      ?.panes.filter((p) => p.lit)
      .map((p) => p.key),
  );

describe('floors', () => {
  test.prop([anyForm, fc.integer({ min: 1, max: 3000 })])('hold exactly the windows asked for', (form, n) => {
    const { columns, rows } = floors(form, n);
    expect(rows.reduce((sum, c) => sum + c, 0)).toBe(n);
    expect(rows.every((c) => c >= 1 && c <= columns)).toBe(true);
  });
});

describe('light order', () => {
  test.prop([anyId, anyForm, fc.integer({ min: 1, max: 400 })])('ranks every window once', (id, form, n) => {
    const order = lightOrder(id, floors(form, n).rows);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
  });

  test.prop([fc.integer({ min: 0, max: 5000 }), fc.double()])(
    'lights round(n × share), clamped',
    (n, share) => {
      const lit = litWindows(n, share);
      expect(lit).toBeGreaterThanOrEqual(0);
      expect(lit).toBeLessThanOrEqual(n);
      if (share >= 0 && share <= 1) expect(lit).toBe(Math.abs(Math.round(n * share)));
    },
  );

  test.prop([anyDepartment, fc.nat()])('only adds light while the count grows', (department, more) => {
    const grown = {
      ...department,
      active: Math.min(department.people ?? 0, (department.active ?? 0) + more),
    };
    const before = litKeys(department, [department]);
    const after = litKeys(grown, [grown]);
    expect([...before].filter((key) => !after.has(key))).toEqual([]);
  });
});

describe('city', () => {
  test.prop([anyCity])('is the same for the same input', (departments) => {
    expect(city({ departments, goal: 0.4 })).toEqual(
      city({ departments: structuredClone(departments), goal: 0.4 }),
    );
  });

  test.prop([anyCity])('shows no window and no share below five people', (departments) => {
    for (const [i, built] of city({ departments }).buildings.entries()) {
      if (departments[i]?.people === null) expect([built.panes.length, built.share]).toEqual([0, null]);
      else expect(built.panes.length).toBeGreaterThanOrEqual(6);
    }
  });

  test.prop([anyCity])('lights each building by its own share', (departments) => {
    for (const [i, built] of city({ departments }).buildings.entries()) {
      const { people, active } = departments[i]!;
      if (people === null || active === null) continue;
      const n = built.panes.length;
      expect(built.panes.filter((p) => p.lit).length).toBe(litWindows(n, active / people));
    }
  });

  test.prop([anyCity, fc.integer({ min: 320, max: 2000 })])(
    'keeps every building inside, side by side',
    (departments, width) => {
      const drawn = city({ departments }, { width });
      let right = 0;
      for (const b of drawn.buildings) {
        expect(b.x).toBeGreaterThanOrEqual(right);
        right = b.x + b.width;
      }
      expect(right).toBeLessThanOrEqual(drawn.width + 0.1);
    },
  );

  test('moves nothing but panes when only activity changes', () => {
    const at = (active: number) => city({ departments: [{ id: 'a', name: 'A', people: 40, active }] });
    const still = (drawn: ReturnType<typeof at>) =>
      drawn.buildings.map((b) => [b.shapes, b.panes.map((p) => p.d)]);
    expect(still(at(39))).toEqual(still(at(3)));
  });

  test('grows wider than its frame, and pans, when forty departments do not fit a phone', () => {
    const departments = Array.from({ length: 40 }, (_, i) => ({
      id: `d${i}`,
      name: `D${i}`,
      people: 30,
      active: 10,
    }));
    expect(city({ departments }, { width: 390 }).width).toBeGreaterThan(390);
  });

  test('never lets one window stand for one person', () => {
    expect(
      city({ departments: [{ id: 'a', name: 'A', people: 20, active: 10 }] }).peoplePerWindow,
    ).toBeGreaterThan(1);
  });

  test('sets up leaders’ lamps from five leaders on', () => {
    const departments = ['a', 'b', 'c'].map((id) => ({ id, name: id, people: 20, active: 9 }));
    expect(city({ departments, leaders: { lit: 1, total: 4 } }).lamps).toEqual([]);
    expect(
      city({ departments, leaders: { lit: 2, total: 5 } }).lamps.filter((l) => l.cls === 'sk-lit-a'),
    ).toHaveLength(2);
  });
});

describe('mark and tower', () => {
  test.prop([anyId])('follow from the id alone', (id) => {
    expect(mark(id)).toEqual(mark(id));
    expect(forms).toContain(formOf(id));
  });

  test.prop([anyId, fc.integer({ min: 6, max: 120 }), fc.nat()])(
    'a tower lights exactly what it is told',
    (id, n, lit) => {
      const drawn = tower({ id, name: id }, n, Math.min(n, lit), { width: 120, height: 160 });
      expect(drawn.building.panes.filter((p) => p.lit).length).toBe(Math.min(n, lit));
      expect(drawn.building.top).toBeGreaterThanOrEqual(-0.1);
    },
  );
});
